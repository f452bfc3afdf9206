import { DEMO_PASSWORD } from './demo-accounts';
import { notices, units } from './panshi';

/** Fills an exchange with what Panshi might do, through its HTTP API alone; done again it changes nothing. */
export async function showDemo(url: string): Promise<void> {
  const office = await signIn(url, 'office');
  for (const [unitId, unit] of Object.entries(units)) {
    await office(`/v1/units/${unitId}/register`, unit, `demo-${unitId}`);
  }
  const justice = await signIn(url, 'justice');
  const published: string[] = [];
  for (const [key, notice] of Object.entries(notices)) {
    const { record } = await justice('/v1/law-notices', notice, key);
    published.push(record.href);
  }
  const court = await signIn(url, 'court');
  await court(`${published[0]}/sign-for`, {}, 'demo-sign-for');
  await court(`${published[0]}/read`, {}, 'demo-read');
}

type Receipt = { record: { href: string } };
type Acting = (path: string, body: object, key: string) => Promise<Receipt>;

async function signIn(url: string, account: string): Promise<Acting> {
  const signedIn = await post(`${url}/v1/sign-in`, { account, password: DEMO_PASSWORD });
  const { accessToken } = signedIn as { accessToken: string };

  return async (path, body, key) => {
    const headers = { authorization: `Bearer ${accessToken}`, 'idempotency-key': key };
    return (await post(url + path, body, headers)) as Receipt;
  };
}

async function post(url: string, body: object, headers: Record<string, string> = {}): Promise<unknown> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const said: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${new URL(url).pathname}: ${JSON.stringify(said)}`);
  return said;
}
