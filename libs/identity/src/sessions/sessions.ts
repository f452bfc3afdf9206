import { join } from 'node:path';
import { Problem } from '@fuyuan/platform';
import { EndedSessions } from './ended-sessions';
import { digestOf, newSecret, newSession, partsOf, refreshTokenOf, type Session, startedAtOf } from './refresh-token';
import { SessionFiles } from './session-files';

export const SESSIONS_FOLDER = 'sessions';

export type SessionOptions = Readonly<{
  /** Milliseconds from the sign-in to the end, however often it is refreshed. */
  sessionMs: number;
  /** The longest that an access token holds, in milliseconds. */
  tokenMs: number;
  now: () => number;
}>;

/** A session, and the one token by which it can be refreshed next. `endsIn` in seconds. */
export type Renewable = Readonly<{ session: Session; refreshToken: string; endsIn: number }>;

/** Sessions of one account that can be refreshed; whoever signs in anew at every call must not fill the disk. */
const MOST = 100;

/**
 * What follows from a sign-in: refreshed until its end, by a token that is good once (RFC 9700, 4.14.2). They live in
 * files beside the accounts (ADR 11): they survive a restart, and hold for every process on the data directory.
 */
export class Sessions {
  private readonly files: SessionFiles;
  private readonly ended: EndedSessions;

  private constructor(
    dataDir: string,
    private readonly options: SessionOptions,
  ) {
    this.files = new SessionFiles(join(dataDir, SESSIONS_FOLDER, 'live'));
    this.ended = new EndedSessions(join(dataDir, SESSIONS_FOLDER, 'ended'), options.now);
  }

  static async open(dataDir: string, options: SessionOptions): Promise<Sessions> {
    const sessions = new Sessions(dataDir, options);
    await sessions.refresh();
    return sessions;
  }

  /** Takes up what other processes ended. */
  async refresh(): Promise<void> {
    await this.ended.refresh();
  }

  /** Whether access tokens of the session are to be refused. Costs a look-up. */
  isEnded(id: string): boolean {
    return this.ended.has(id);
  }

  /** Begins a session; `startedAt` is when the password was asked for, in milliseconds since 1970. */
  async start(account: string, startedAt: number): Promise<Renewable> {
    const session = newSession(account, startedAt);
    const secret = newSecret();
    const notBefore = this.options.now() - this.options.sessionMs;
    await onDisk(this.files.add(session, digestOf(secret), { most: MOST, notBefore }));
    return this.renewable(session, secret);
  }

  /**
   * The same session with the next token. Throws Problem: session-ended; refresh-token-reused, which ends the session:
   * of two who hold the same token one has stolen it, and nobody can tell which.
   */
  async renew(refreshToken: string, isInStanding: (session: Session) => boolean): Promise<Renewable> {
    const parts = partsOf(refreshToken);
    if (!parts) throw new Problem('session-ended');
    const { session, secret } = parts;
    if (this.secondsLeft(session) <= 0 || !isInStanding(session)) {
      await onDisk(this.files.end(session));
      throw new Problem('session-ended');
    }
    const next = newSecret();
    if (await onDisk(this.files.rotate(session, digestOf(secret), digestOf(next))))
      return this.renewable(session, next);
    // A mark costs a file: nobody gets one made by a token that was never ours.
    if (!(await onDisk(this.files.end(session)))) throw new Problem('session-ended');
    await onDisk(this.ended.add(session.id, this.options.tokenMs));
    throw new Problem('refresh-token-reused');
  }

  /** Ends a session of which an access token was shown, with all its tokens, at once. */
  async end(session: Session): Promise<void> {
    // A full disk takes no mark, but lets the file go by which the session could be refreshed.
    const done = await Promise.allSettled([this.ended.add(session.id, this.options.tokenMs), this.files.end(session)]);
    for (const each of done) if (each.status === 'rejected') throw signInUnavailable(each.reason);
  }

  private renewable(session: Session, secret: string): Renewable {
    return { session, refreshToken: refreshTokenOf(session, secret), endsIn: this.secondsLeft(session) };
  }

  private secondsLeft(session: Session): number {
    return Math.floor((startedAtOf(session) + this.options.sessionMs - this.options.now()) / 1000);
  }
}

/** A disk that is full or away is no fault of the one who asks. */
const onDisk = <T>(work: Promise<T>): Promise<T> =>
  work.catch((cause: unknown) => {
    throw signInUnavailable(cause);
  });

/** What is kept of accounts and sessions cannot be read or written now. */
export const signInUnavailable = (cause: unknown): Problem =>
  new Problem('sign-in-unavailable', { headers: { 'retry-after': '5' }, cause });
