import http from 'node:http';
import https from 'node:https';

export type Ask = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  /** JSON. */
  body?: string;
}>;

export type Answer = Readonly<{ status: number; headers: http.IncomingHttpHeaders; text: string }>;

/** The JSON object that was answered; empty where it was something else. */
export function objectIn({ text }: Answer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

const ANSWER_WITHIN_MS = 30_000;
/** An exchange answers with a receipt or a problem; anything as long as this is neither. */
const MOST_CHARACTERS = 1_000_000;

/**
 * Asks one server over connections that are kept. Not `fetch`, which costs about four times the CPU a request,
 * and the import mostly runs beside the exchange. Redirects are not followed: a password goes where it was sent.
 */
export class HttpAsker {
  private readonly agent: http.Agent;

  constructor(private readonly base: URL) {
    const options = { keepAlive: true };
    this.agent = base.protocol === 'https:' ? new https.Agent(options) : new http.Agent(options);
  }

  /** Rejects with what node says of the connection (`ECONNREFUSED` …), `ETIMEDOUT` after thirty seconds. */
  send({ method, path, headers, body }: Ask): Promise<Answer> {
    const { request } = this.base.protocol === 'https:' ? https : http;
    const contents = body === undefined ? undefined : Buffer.from(body);
    const described = contents && { 'content-type': 'application/json', 'content-length': contents.length };

    return new Promise((resolve, reject) => {
      const asked = request(new URL(path, this.base), {
        method,
        agent: this.agent,
        headers: { ...described, ...headers },
      });
      const timer = setTimeout(() => asked.destroy(timedOut()), ANSWER_WITHIN_MS);
      const fail = (error: Error): void => {
        clearTimeout(timer);
        reject(error);
      };
      asked.on('error', fail).on('response', (response) => {
        readAll(response).then((text) => {
          clearTimeout(timer);
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
        }, fail);
      });
      asked.end(contents);
    });
  }

  /** Lets go of the connections, so that the process can end. */
  close(): void {
    this.agent.destroy();
  }
}

async function readAll(response: http.IncomingMessage): Promise<string> {
  let text = '';
  response.setEncoding('utf8');
  for await (const piece of response) {
    text += piece as string;
    if (text.length > MOST_CHARACTERS) throw new Error('The answer is too long for an exchange.');
  }
  return text;
}

const timedOut = (): Error =>
  Object.assign(new Error(`No answer within ${ANSWER_WITHIN_MS / 1000} s`), { code: 'ETIMEDOUT' });
