import * as http from 'node:http';
import * as https from 'node:https';
import { rootCertificates } from 'node:tls';
import type { DestinationGuard } from '../guard/destination';
import { answerTo } from './answer';
import { Deadlines, type SendingTimes } from './deadlines';
import { excerptOf, faultOf, type Fault } from './fault';
import { retryAfterOf } from './retry-after';

/** What came of sending something once. */
export type Sent =
  | Readonly<{ delivered: true; status: number; ms: number }>
  | Readonly<{
      delivered: false;
      ms: number;
      fault: Fault;
      /** How long the receiver asked to be left alone, in milliseconds. */
      retryAfterMs?: number;
    }>;

/** This process stops: what was under way may or may not have arrived. */
export class SendingStopped extends Error {
  override readonly name = 'SendingStopped';
}

export type SenderOptions = Readonly<{
  guard: DestinationGuard;
  times: SendingTimes;
  /** Certificates that are trusted besides those that Node knows, as PEM. */
  trusted?: string | undefined;
}>;

export type Letter = Readonly<{ url: string; headers: Readonly<Record<string, string>>; text: string }>;

/** One receiver after the other answers on connections that are kept while there is more to send. */
export type Line = Readonly<{
  /** Errors: SendingStopped alone; everything else is an outcome. */
  send: (letter: Letter, signal: AbortSignal) => Promise<Sent>;
  close: () => void;
}>;

const MOST_HEADER_BYTES = 16_384;

/**
 * Sends over HTTPS (or HTTP where that is allowed) to addresses that the guard lets through. It follows no redirect,
 * takes no proxy from the environment, and checks certificates whatever the environment says.
 */
export class Sender {
  constructor(private readonly options: SenderOptions) {}

  open(): Line {
    const { trusted, guard } = this.options;
    const keeping = { keepAlive: true, maxSockets: 1, lookup: guard.lookup };
    const tls = { rejectUnauthorized: true, ...(trusted ? { ca: [...rootCertificates, trusted] } : {}) };
    const agents = { 'http:': new http.Agent(keeping), 'https:': new https.Agent({ ...keeping, ...tls }) };
    return {
      send: (letter, signal) => this.send(letter, signal, agents),
      close: () => Object.values(agents).forEach((agent) => agent.destroy()),
    };
  }

  private async send(letter: Letter, signal: AbortSignal, agents: Record<string, http.Agent>): Promise<Sent> {
    const began = performance.now();
    const deadlines = new Deadlines(this.options.times, signal);
    const ms = () => Math.round(performance.now() - began);
    try {
      const url = new URL(letter.url);
      const malformed = this.options.guard.faultIn(letter.url);
      if (malformed) return { delivered: false, ms: ms(), fault: { code: 'address-refused', detail: malformed } };
      // A name is checked when it is connected to; an address that is written out is looked up by nobody.
      this.options.guard.checkLiteral(url.hostname);
      const answer = await this.ask(url, letter, { deadlines, agent: agents[url.protocol] });
      return { ms: ms(), ...told(answer) };
    } catch (error) {
      if (signal.aborted) throw new SendingStopped('This process stops.');
      return { delivered: false, ms: ms(), fault: faultOf(error) };
    } finally {
      deadlines.clear();
    }
  }

  private async ask(url: URL, letter: Letter, on: Asking, again = false): ReturnType<typeof answerTo> {
    const { request: ask } = url.protocol === 'https:' ? https : http;
    const body = Buffer.from(letter.text);
    const request = ask(url, {
      method: 'POST',
      agent: on.agent,
      signal: on.deadlines.signal,
      maxHeaderSize: MOST_HEADER_BYTES,
      headers: { 'user-agent': 'Fuyuan-Webhooks', ...letter.headers, 'content-length': body.length },
    });
    try {
      return await answerTo(request, body, on.deadlines);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // The receiver closed a connection that was kept, as it may at any time.
      if (!request.reusedSocket || again || (code !== 'ECONNRESET' && code !== 'EPIPE')) throw error;
      return this.ask(url, letter, on, true);
    }
  }
}

type Asking = Readonly<{ deadlines: Deadlines; agent: http.Agent | undefined }>;
type Told =
  Readonly<{ delivered: true; status: number }> | Readonly<{ delivered: false; fault: Fault; retryAfterMs?: number }>;

function told({ status, headers, body }: Awaited<ReturnType<typeof answerTo>>): Told {
  if (status >= 200 && status < 300) return { delivered: true, status };
  if (status >= 300 && status < 400) {
    const detail = excerptOf(Buffer.from(headers.location ?? ''));
    return { delivered: false, fault: { code: 'redirect', status, ...(detail ? { detail } : {}) } };
  }
  const excerpt = excerptOf(body);
  const retryAfterMs = retryAfterOf(headers['retry-after'], new Date());
  const fault: Fault = { code: status === 410 ? 'gone' : 'status', status, ...(excerpt ? { excerpt } : {}) };
  return { delivered: false, fault, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}
