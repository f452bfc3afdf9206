import { ConfigurationInvalid } from '@fuyuan/platform';
import { ALGORITHM } from '../tokens/signing-keys';
import { isAllowedAddress, type KeyTiming, type OidcOptions } from './oidc-options';

/** Where an exchange on another machine serves its public keys, and what its tokens name. */
export type ExchangeTokens = Readonly<{
  /** The exchange's `/.well-known/jwks.json`. */
  keysUrl: string;
  /** Plain http is taken too: nobody but the exchange and its read sides is on the way between them. */
  plain: boolean;
  issuer: string;
  audience: string;
}>;

/** A token of the exchange holds an hour at most: after that, keys that could not be looked at verify nothing new. */
const TIMING: KeyTiming = { patience: 3_000, cooldown: 5_000, freshFor: 60_000, goodFor: 60 * 60_000 };

/**
 * Takes the tokens of an exchange by its public keys alone, without its data directory. That a session was ended, a
 * role revoked or an account closed is not seen here: such a token is taken until it expires (TOKEN_TTL). Throws
 * ConfigurationInvalid.
 */
export function tokensOfExchange({ keysUrl, plain, issuer, audience }: ExchangeTokens): OidcOptions {
  if (!isAllowedAddress(plain ? keysUrl.replace(/^http:/, 'https:') : keysUrl)) {
    throw new ConfigurationInvalid([`  TOKEN_KEYS_URL="${keysUrl}": ${ADDRESS}`]);
  }
  const claims = { account: 'sub', person: 'person', unit: 'unit', roles: 'roles' };
  return { issuer, audience, claims, algorithms: [ALGORITHM], keysAddress: keysUrl, timing: TIMING };
}

const ADDRESS =
  '须为 https 地址（本机可用 http；专用网络内设 TOKEN_KEYS_PLAIN=true 亦可），不带问号、井号和账号。Must be an https address (http on this machine, or with TOKEN_KEYS_PLAIN=true on a network of its own) without query, fragment or user.';
