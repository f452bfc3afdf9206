import { createHash, randomBytes } from 'node:crypto';

/** One sign-in and all that follows from it until its end. `id` tells when it began: `<milliseconds>-<random>`. */
export type Session = Readonly<{ account: string; id: string }>;

const FORM = /^([a-z0-9][a-z0-9-]{0,62}[a-z0-9])\.(\d{13}-[\w-]{22})\.([\w-]{43})$/;
const ID = /^\d{13}-[\w-]{22}$/;

/** Begins a session. Moment in milliseconds since 1970. */
export const newSession = (account: string, startedAt: number): Session => ({
  account,
  id: `${String(startedAt).padStart(13, '0')}-${randomBytes(16).toString('base64url')}`,
});

/** When it began, in milliseconds since 1970. */
export const startedAtOf = ({ id }: Pick<Session, 'id'>): number => Number(id.slice(0, 13));

/** Whether a word has the form of a session's id. */
export const isSessionId = (word: unknown): word is string => typeof word === 'string' && ID.test(word);

/** 256 bits that nobody can guess; of them only the digest is kept. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

/** What a client is given, and does not look into. */
export const refreshTokenOf = ({ account, id }: Session, secret: string): string => `${account}.${id}.${secret}`;

/** The session that a refresh token names, and its secret; nothing for what was never one of ours. */
export function partsOf(refreshToken: string): Readonly<{ session: Session; secret: string }> | undefined {
  const [, account, id, secret] = FORM.exec(refreshToken) ?? [];
  return account && id && secret ? { session: { account, id }, secret } : undefined;
}
