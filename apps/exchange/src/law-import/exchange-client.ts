import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@fuyuan/platform';
import { asksToWait, isTransient, waitMs } from './patience';
import type { Publication } from './publication';

export type ExchangeAddress = Readonly<{
  url: URL;
  account: string;
  password: string;
  language: Language;
  /** How long one request is repeated while the exchange is away. */
  patienceMs: number;
}>;

/** The exchange answered, and the answer was no. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    /** The code of the problem (RFC 9457), where the answer was one. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The exchange did not answer for as long as the caller was ready to wait. */
export class ExchangeAway extends Error {
  override readonly name = 'ExchangeAway';
}

type Post = Readonly<{ path: string; headers: Readonly<Record<string, string>>; body: string }>;

const ANSWER_WITHIN_MS = 30_000;

/** One account of a running exchange. Signs in when it must, and again when the token has expired meanwhile. */
export class ExchangeClient {
  private token: Promise<string> | undefined;

  constructor(
    private readonly address: ExchangeAddress,
    private readonly stop: AbortSignal,
    /** Told once for each time that a request has to wait, with the reason. */
    private readonly onWaiting: (reason: string) => void = () => undefined,
  ) {}

  /** @throws Refused when the account or the password is wrong; ExchangeAway when nobody answers. */
  async signIn(): Promise<void> {
    await this.currentToken();
  }

  /**
   * Publishes one notice, or learns that the same publication was recorded before.
   *
   * @throws Refused with the exchange's reason; ExchangeAway; what `fetch` throws when waiting would not help.
   */
  async publish({ key, body }: Publication): Promise<'recorded' | 'already-recorded'> {
    const token = this.currentToken();
    let answer = await this.postNotice(await token, key, body);
    if (answer.status === 401) {
      if (this.token === token) this.token = undefined;
      answer = await this.postNotice(await this.currentToken(), key, body);
    }
    if (!answer.ok) throw await refusedBy(answer);

    await answer.arrayBuffer();
    return answer.headers.get('idempotent-replayed') === 'true' ? 'already-recorded' : 'recorded';
  }

  private postNotice(token: string, key: string, body: string): Promise<Response> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    return this.post({ path: 'v1/law-notices', headers, body });
  }

  /** One sign-in serves all that wait for it; a failed one is not kept. */
  private currentToken(): Promise<string> {
    if (this.token) return this.token;

    const token = this.freshToken();
    this.token = token;
    token.catch(() => {
      if (this.token === token) this.token = undefined;
    });
    return token;
  }

  private async freshToken(): Promise<string> {
    const { account, password } = this.address;
    const answer = await this.post({ path: 'v1/sign-in', headers: {}, body: JSON.stringify({ account, password }) });
    if (!answer.ok) throw await refusedBy(answer);

    const { accessToken } = (await answer.json()) as { accessToken?: unknown };
    if (typeof accessToken !== 'string')
      throw new Refused(answer.status, 'not-an-exchange', 'No accessToken was given.');
    return accessToken;
  }

  /** Repeats while the exchange is away or asks to wait; whatever else it answers is returned. */
  private async post(request: Post): Promise<Response> {
    const giveUpAt = Date.now() + this.address.patienceMs;
    for (let tries = 1; ; tries += 1) {
      const outcome = await this.attempt(request);
      if (outcome instanceof Response && !asksToWait(outcome.status)) return outcome;

      const reason = await reasonOf(outcome);
      const retryAfter = outcome instanceof Response ? outcome.headers.get('retry-after') : null;
      const wait = waitMs({ tries, retryAfter, now: new Date(), random: Math.random() });
      if (Date.now() + wait > giveUpAt) throw new ExchangeAway(reason);

      if (tries === 1) this.onWaiting(reason);
      await sleep(wait, undefined, { signal: this.stop });
    }
  }

  private async attempt({ path, headers, body }: Post): Promise<Response | Error> {
    try {
      return await fetch(new URL(path, this.address.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': this.address.language, ...headers },
        body,
        // A redirect would carry the password elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
      });
    } catch (error) {
      if (error instanceof Error && isTransient(error)) return error;
      throw error;
    }
  }
}

type ProblemLike = { code?: unknown; title?: unknown; detail?: unknown; errors?: unknown };

/** Reads the refusal (RFC 9457); an answer of another kind is quoted. */
async function refusedBy(answer: Response): Promise<Refused> {
  const text = await answer.text();
  try {
    const { code, title, detail, errors } = JSON.parse(text) as ProblemLike;
    if (typeof code === 'string') {
      const parts = [title, detail, ...fieldsOf(errors)].filter((part) => typeof part === 'string');
      return new Refused(answer.status, code, parts.join(' '));
    }
  } catch {
    // Not JSON: some other server, or a gateway.
  }
  return new Refused(answer.status, 'not-a-problem', text.slice(0, 200));
}

const fieldsOf = (errors: unknown): string[] =>
  Array.isArray(errors)
    ? (errors as { field?: string; message?: string }[]).map(({ field, message }) => `${field}: ${message}`)
    : [];

async function reasonOf(outcome: Response | Error): Promise<string> {
  if (outcome instanceof Response) return `HTTP ${outcome.status} ${(await refusedBy(outcome)).message}`.trim();

  const { cause } = outcome;
  return cause instanceof Error && cause.message !== '' ? cause.message : codeOf(cause) || outcome.message;
}

/** An AggregateError of refused connections has a code and no message. */
const codeOf = (cause: unknown): string => (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
