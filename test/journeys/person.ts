import { randomUUID } from 'node:crypto';

/** What came back: the JSON object, or `text` where the answer is none. */
export type Answer = Readonly<{ status: number; headers: Headers; body: Record<string, unknown> }>;

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
  const body = isJson ? (JSON.parse(text) as Record<string, unknown>) : { text };
  return { status: answer.status, headers: answer.headers, body };
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

/** Where the record lies that a receipt tells of. */
export const hrefOf = ({ body }: Answer): string => (body as { record: { href: string } }).record.href;
