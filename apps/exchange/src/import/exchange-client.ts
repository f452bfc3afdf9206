import { setTimeout as sleep } from 'node:timers/promises';
import type { Language } from '@fuyuan/platform';
import { type Answer, type Ask, HttpAsker, objectIn } from './http-ask';
import { asksToWait, isTransient, waitMs } from './patience';
import { ExchangeAway, refusedBy } from './refused';
import type { Outcome } from './send-rows';

export type ExchangeAddress = Readonly<{
  url: URL;
  account: string;
  password: string;
  /** An access token of another issuer, instead of account and password. */
  token?: string;
  language: Language;
  /** How long one request is repeated while the exchange is away. */
  patienceMs: number;
}>;

/** One act to be recorded: where, its body as it is sent, and the key under which it may be repeated. */
export type ActToSend = Readonly<{ path: string; key: string; body: string }>;

/** An answer, and how often it was asked for. */
type Answered = Readonly<{ answer: Answer; tries: number }>;

const UNAUTHENTICATED = 401;
const NOT_FOUND = 404;

/**
 * One account of a running exchange. Signs in when it must, and again when the token has expired meanwhile; a token that
 * was given is all there is.
 */
export class ExchangeClient {
  private readonly http: HttpAsker;
  private token: Promise<string> | undefined;
  /** When the first sign-in was answered, by the exchange's own clock. */
  private begunAt: number | undefined;

  constructor(
    private readonly address: ExchangeAddress,
    private readonly stop: AbortSignal,
    /** Told, with the reason, each time that a request begins to wait. */
    private readonly onWaiting: (reason: string) => void = () => undefined,
  ) {
    this.http = new HttpAsker(address.url);
  }

  /** @throws Refused when the account, the password or the token is wrong; ExchangeAway when nobody answers. */
  async signIn(): Promise<void> {
    await this.currentToken();
  }

  /**
   * Sends one act, or learns that the same was recorded before, or that the record says so already.
   *
   * @throws Refused with the exchange's reason; ExchangeAway; what node says where waiting would not help.
   */
  async act({ path, key, body }: ActToSend): Promise<Exclude<Outcome, 'refused'>> {
    const answered = await this.asMyself({ method: 'POST', path, headers: { 'idempotency-key': key }, body });
    return this.wasThereBefore(answered) ? 'already' : 'recorded';
  }

  /** Reads one record; null where there is none. Throws as `act` does. */
  async read(path: string): Promise<Readonly<Record<string, unknown>> | null> {
    const { answer } = await this.asMyself({ method: 'GET', path, headers: {} }, [NOT_FOUND]);
    return answer.status === NOT_FOUND ? null : objectIn(answer);
  }

  close(): void {
    this.http.close();
  }

  /** With a token, and with a new one where it has expired. Refusals are thrown, but for those expected. */
  private async asMyself(request: Ask, expected: readonly number[] = []): Promise<Answered> {
    const ask = (token: string): Promise<Answered> =>
      this.ask({ ...request, headers: { authorization: `Bearer ${token}`, ...request.headers } });
    const token = this.currentToken();
    let answered = await ask(await token);
    if (answered.answer.status === UNAUTHENTICATED && this.address.token === undefined) {
      if (this.token === token) this.token = undefined;
      answered = await ask(await this.currentToken());
    }
    const { answer } = answered;
    if (!isSuccess(answer) && !expected.includes(answer.status)) throw refusedBy(answer);
    return answered;
  }

  /** A repetition may be of our own: an earlier try was recorded, and its answer lost on the way. */
  private wasThereBefore({ answer, tries }: Answered): boolean {
    if (objectIn(answer)['recorded'] === false) return true;
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
    const { account, password, token: given } = this.address;
    const signIn: Ask = given
      ? { method: 'GET', path: 'v1/me', headers: { authorization: `Bearer ${given}` } }
      : { method: 'POST', path: 'v1/sign-in', headers: {}, body: JSON.stringify({ account, password }) };
    const { answer } = await this.ask(signIn);
    const token = isSuccess(answer) ? (given ?? textIn(answer, 'accessToken')) : undefined;
    if (token === undefined) throw refusedBy(answer);

    this.begunAt ??= Date.parse(answer.headers.date ?? '');

    return token;
  }

  /** Repeats while the exchange is away or asks to wait; whatever else it answers is returned. */
  private async ask(asked: Ask): Promise<Answered> {
    const giveUpAt = Date.now() + this.address.patienceMs;
    const request = { ...asked, headers: { 'accept-language': this.address.language, ...asked.headers } };

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
