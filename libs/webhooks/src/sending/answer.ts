import type { ClientRequest, IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Deadlines } from './deadlines';

export type HttpAnswer = Readonly<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>;

/** Of an answer no more is read; the connection is cut then. */
export const MOST_ANSWER_BYTES = 65_536;

/** For the rest of an answer that has said 2xx already; it is only read so that the connection can be used again. */
const REST_MS = 1_000;

/** Sends the body and reads what is answered. Errors: of the connection, and the reasons of the deadlines. */
export async function answerTo(request: ClientRequest, body: Buffer, deadlines: Deadlines): Promise<HttpAnswer> {
  request.on('socket', (socket: Socket & { secureConnecting?: boolean }) => {
    if (!socket.connecting && !socket.secureConnecting) return deadlines.connected();
    socket.once('secureConnecting' in socket ? 'secureConnect' : 'connect', () => deadlines.connected());
  });
  const begun = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    // Also what comes once it is settled is heard: unheard, it would end the process.
    request.on('error', reject);
    request.once('close', () => reject(cut()));
  });
  request.end(body);
  try {
    const response = await deadlines.within(begun);
    deadlines.answered();
    const status = response.statusCode ?? 0;
    const isTaken = status >= 200 && status < 300;
    const read = await readTo(response, deadlines, isTaken ? REST_MS : undefined);
    return { status, headers: response.headers, body: read };
  } catch (error) {
    request.destroy();
    throw deadlines.signal.aborted ? deadlines.signal.reason : error;
  }
}

/** What the answer says, up to its limit; with `ms`, for no longer than that. What ends it early is no error then. */
async function readTo(response: IncomingMessage, deadlines: Deadlines, ms?: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  const read = new Promise<void>((resolve, reject) => {
    const enough = () => {
      response.destroy();
      resolve();
    };
    const timer = ms === undefined ? undefined : setTimeout(enough, ms);
    response.on('data', (part: Buffer) => {
      parts.push(part);
      size += part.length;
      if (size >= MOST_ANSWER_BYTES) enough();
    });
    response.once('end', resolve);
    response.on('error', ms === undefined ? reject : () => resolve());
    response.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
  });
  await (ms === undefined ? deadlines.within(read) : read);
  return Buffer.concat(parts).subarray(0, MOST_ANSWER_BYTES);
}

const cut = (): NodeJS.ErrnoException => Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' });
