import { randomUUID } from 'node:crypto';

/** What came back. `body` is the JSON, or the text where there is none. */
export type Answer = Readonly<{ status: number; headers: Headers; body: Body }>;

// Whatever an answer holds is looked into by the tests alone.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;

export type Said = Readonly<{ key?: string; headers?: Record<string, string> }>;

/** One who is signed in and asks over HTTP. */
export type Person = Readonly<{
  token: string;
  act: (path: string, body: unknown, said?: Said) => Promise<Answer>;
  read: (path: string, headers?: Record<string, string>) => Promise<Answer>;
}>;

/** One HTTP request. */
export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, init);
  const text = await answer.text();
  const isJson = /json/.test(answer.headers.get('content-type') ?? '');
  return { status: answer.status, headers: answer.headers, body: isJson ? JSON.parse(text) : text };
}

const JSON_BODY = { 'content-type': 'application/json' };

/** A person with a token. Without a key each act gets a new one. */
export const personWith = (url: string, token: string): Person => ({
  token,
  act: (path, body, { key = randomUUID(), headers = {} } = {}) =>
    ask(url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'idempotency-key': key, ...JSON_BODY, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  read: (path, headers = {}) => ask(url + path, { headers: { authorization: `Bearer ${token}`, ...headers } }),
});

/** Signs in by account and password, as a person would. */
export async function signIn(url: string, account: string, password: string): Promise<Person> {
  const answer = await ask(`${url}/v1/sign-in`, {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ account, password }),
  });
  if (answer.status !== 200) throw new Error(`${account} cannot sign in: ${JSON.stringify(answer.body)}`);
  return personWith(url, (answer.body as { accessToken: string }).accessToken);
}
