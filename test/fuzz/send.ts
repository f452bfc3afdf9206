import { Agent, type IncomingHttpHeaders, request } from 'node:http';

/** What goes out, byte for byte. */
export type Outgoing = Readonly<{
  method: string;
  path: string;
  headers: Readonly<Record<string, string | string[]>>;
  body?: string | Buffer;
}>;

/** What came back; status 0 when the connection was cut before an answer. */
export type Incoming = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

/** Sends over connections that are kept; `hangUp` closes them. */
export function senderTo(origin: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const { hostname, port } = new URL(origin);

  const send = ({ method, path, headers, body }: Outgoing): Promise<Incoming> =>
    new Promise((resolve) => {
      const cut = (error: Error) => resolve({ status: 0, headers: {}, text: error.message });
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
      const all = { ...headers, ...length };
      const sent = request({ hostname, port, agent, method, path, headers: all }, (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        // It never ends by itself: that it has begun is the answer.
        if (answer.headers['content-type']?.startsWith('text/event-stream')) {
          answer.once('data', () => {
            resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: '' });
            answer.destroy();
          });
        }
        answer.on('error', cut);
        answer.on('end', () =>
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            text: Buffer.concat(parts).toString(),
          }),
        );
      });
      sent.on('error', cut);
      sent.setTimeout(30_000, () => sent.destroy(new Error('No answer within 30 s.')));
      sent.end(body);
    });
  return { send, hangUp: () => agent.destroy() };
}
