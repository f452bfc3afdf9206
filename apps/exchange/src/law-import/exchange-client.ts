import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@fuyuan/platform';
import { type Answer, HttpPoster, objectIn, type Post } from './http-post';
import { asksToWait, isTransient, waitMs } from './patience';
import type { Publication } from './publication';
import { ExchangeAway, refusedBy } from './refused';

export type ExchangeAddress = Readonly<{
  url: URL;
  account: string;
  password: string;
  language: Language;
  /** How long one request is repeated while the exchange is away. */
  patienceMs: number;
}>;

/** An answer, and how often it was asked for. */
type Answered = Readonly<{ answer: Answer; tries: number }>;

const UNAUTHENTICATED = 401;

/** One account of a running exchange. Signs in when it must, and again when the token has expired meanwhile. */
export class ExchangeClient {
  private readonly http: HttpPoster;
  private token: Promise<string> | undefined;
  /** When the first sign-in was answered, by the exchange's own clock. */
  private begunAt: number | undefined;

  constructor(
    private readonly address: ExchangeAddress,
    private readonly stop: AbortSignal,
    /** Told, with the reason, each time that a request begins to wait. */
    private readonly onWaiting: (reason: string) => void = () => undefined,
  ) {
    this.http = new HttpPoster(address.url);
  }

  /** @throws Refused when the account or the password is wrong; ExchangeAway when nobody answers. */
  async signIn(): Promise<void> {
    await this.currentToken();
  }

  /**
   * Publishes one notice, or learns that the same publication was recorded before.
   *
   * @throws Refused with the exchange's reason; ExchangeAway; what node says where waiting would not help.
   */
  async publish(publication: Publication): Promise<'recorded' | 'already-recorded'> {
    const token = this.currentToken();
    let answered = await this.postNotice(await token, publication);
    if (answered.answer.status === UNAUTHENTICATED) {
      if (this.token === token) this.token = undefined;
      answered = await this.postNotice(await this.currentToken(), publication);
    }
    if (!isSuccess(answered.answer)) throw refusedBy(answered.answer);

    return this.wasThereBefore(answered) ? 'already-recorded' : 'recorded';
  }

  close(): void {
    this.http.close();
  }

  private postNotice(token: string, { key, body }: Publication): Promise<Answered> {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': key };
    return this.post({ path: 'v1/law-notices', headers, body });
  }

  /** A repetition may be of our own: an earlier try was recorded, and its answer lost on the way. */
  private wasThereBefore({ answer, tries }: Answered): boolean {
    if (answer.headers['idempotent-replayed'] !== 'true') return false;
    return tries === 1 || Date.parse(textIn(answer, 'recordedAt') ?? '') < (this.begunAt ?? NaN);
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
    const body = JSON.stringify({ account, password });
    const { answer } = await this.post({ path: 'v1/sign-in', headers: {}, body });
    const token = isSuccess(answer) ? textIn(answer, 'accessToken') : undefined;
    if (token === undefined) throw refusedBy(answer);

    this.begunAt ??= Date.parse(answer.headers.date ?? '');

    return token;
  }

  /** Repeats while the exchange is away or asks to wait; whatever else it answers is returned. */
  private async post({ path, headers, body }: Post): Promise<Answered> {
    const giveUpAt = Date.now() + this.address.patienceMs;
    const request = { path, headers: { 'accept-language': this.address.language, ...headers }, body };

    for (let tries = 1; ; tries += 1) {
      const outcome = await this.http.send(request).catch(orThrow);
      if ('status' in outcome && !asksToWait(outcome.status)) return { answer: outcome, tries };

      const { reason, retryAfter } = whyToWait(outcome);
      const wait = waitMs({ tries, retryAfter, now: new Date(), random: Math.random() });
      if (Date.now() + wait > giveUpAt) throw new ExchangeAway(reason);

      if (tries === 1) this.onWaiting(reason);
      await sleep(wait, undefined, { signal: this.stop });
    }
  }
}

const isSuccess = ({ status }: Answer): boolean => status === 200 || status === 201;

const textIn = (answer: Answer, member: string): string | undefined => {
  const value = objectIn(answer)[member];
  return typeof value === 'string' ? value : undefined;
};

function orThrow(error: unknown): Error {
  if (isTransient(error)) return error as Error;
  throw error;
}

function whyToWait(outcome: Answer | Error): { reason: string; retryAfter: string | undefined } {
  if ('status' in outcome) {
    return {
      reason: `HTTP ${outcome.status} ${refusedBy(outcome).message}`.trim(),
      retryAfter: outcome.headers['retry-after'],
    };
  }
  // An AggregateError of refused connections has a code and no message.
  const { code, message } = outcome as NodeJS.ErrnoException;
  return { reason: message || (code ?? outcome.name), retryAfter: undefined };
}
