/** A request, but for the record it is sent to. */
export type Probe = Readonly<{
  what: string;
  method: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}>;

/** Of each answer its own: when it was given, and by which number it is found again in the journal. */
const OWN_TO_EACH = /^(date|x-correlation-id|keep-alive)$/;

/** All that an answer says, its length among it, but for what every answer says of its own request alone. */
type Told = Readonly<{ status: number; headers: object; text: string }>;

/** Sends it to a record, and leaves out of the answer what it cannot but say of that request. */
export async function probe(url: string, token: string, record: string, one: Probe): Promise<Told> {
  const { method, headers = {}, body } = one;
  const json: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
  const answer = await fetch(url + one.path.replace('…', record), {
    method,
    headers: { authorization: `Bearer ${token}`, ...json, ...headers },
    ...(body === undefined ? {} : { body }),
  });
  const text = await answer.text();
  const id = record.split('/').at(-1) ?? record;
  return {
    status: answer.status,
    headers: Object.fromEntries([...answer.headers].filter(([name]) => !OWN_TO_EACH.test(name))),
    text: text.replaceAll(id, '…').replace(/"correlationId":"[^"]+"/, '"correlationId":"…"'),
  };
}
