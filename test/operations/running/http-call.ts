import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';

export type Call = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}>;

export type Answer = Readonly<{ status: number; headers: IncomingHttpHeaders; text: string }>;

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** Closes the idle connections that were kept. */
export const hangUp = (): void => agent.destroy();

/**
 * One request over a kept connection. `onSent` is told when all of it has been given to the system.
 * Errors: whatever kept the whole answer from arriving (refused, reset, cut off in the middle).
 */
export function request(origin: string, call: Call, onSent?: () => void): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const text = call.body === undefined ? undefined : JSON.stringify(call.body);
    const headers: Record<string, string> = { ...call.headers };
    if (text !== undefined) {
      headers['content-type'] ??= 'application/json';
      headers['content-length'] = String(Buffer.byteLength(text));
    }
    const sent = httpRequest(new URL(call.path, origin), { method: call.method, agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('error', reject);
    if (onSent) sent.on('finish', onSent);
    sent.setTimeout(30_000, () => sent.destroy(new Error('No answer within 30 s.')));
    sent.end(text);
  });
}
