import { ConfigurationInvalid } from '@fuyuan/platform';

/** Signatures by a pair of keys only: who can verify cannot sign. */
export const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Where in the claims of a token it stands who asks. A dot leads into an object: `realm_access.roles`. */
export type ClaimPlaces = Readonly<{ account: string; person: string; unit: string; roles: string }>;

/** Another issuer of tokens, OpenID Connect. */
export type OidcOptions = Readonly<{
  issuer: string;
  audience: string;
  claims: ClaimPlaces;
  algorithms: readonly string[];
  /** Where the keys lie; found by discovery where it is not told. */
  keysAddress?: string;
  timing?: KeyTiming;
}>;

export type OidcVariables = Readonly<{
  issuer: string;
  audience?: string;
  claims?: string;
  algorithms: readonly string[];
}>;

/** Milliseconds. */
export type KeyTiming = Readonly<{
  /** For the issuer to answer, discovery and keys together. */
  patience: number;
  /** Between two fetches: an unknown key must not let anyone make us ask without end. */
  cooldown: number;
  /** After which keys are fetched again, in the background. */
  freshFor: number;
  /** For which known keys go on to work while the issuer is away. */
  goodFor: number;
}>;

const PLACES: ClaimPlaces = { account: 'sub', person: 'name', unit: 'unit', roles: 'roles' };

/** Reads OIDC_ISSUER, OIDC_AUDIENCE and OIDC_CLAIMS. Throws ConfigurationInvalid naming each that is wrong. */
export function oidcOptionsOf({ issuer, audience, claims, algorithms }: OidcVariables): OidcOptions {
  const places = placesOf(claims ?? '');
  const faults = [
    ...(isAllowedAddress(issuer) ? [] : [`  OIDC_ISSUER="${issuer}": ${ADDRESS}`]),
    ...(audience === undefined ? [`  OIDC_AUDIENCE: ${AUDIENCE}`] : []),
    ...(places ? [] : [`  OIDC_CLAIMS="${claims}": ${CLAIMS}`]),
  ];
  if (faults.length > 0 || audience === undefined || !places) throw new ConfigurationInvalid(faults);
  return { issuer, audience, claims: places, algorithms };
}

const ADDRESS =
  '须为 https 地址（本机可用 http），不带问号、井号和账号。Must be an https address (http on this machine only) without query, fragment or user.';
const AUDIENCE = '使用 OIDC_ISSUER 时必须设置。Must be set where OIDC_ISSUER is.';
const CLAIMS = '须形如 account=sub,person=name,unit=unit,roles=realm_access.roles。Must look like that.';

/** Whether keys may be fetched from there: nobody on the way may put his own in their place. */
export function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(text);
  if (username !== '' || password !== '' || search !== '' || hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname));
}

function placesOf(text: string): ClaimPlaces | undefined {
  const given = text.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim().split(/\s*=\s*/, 2)]));
  const isGood = given.every(([name = '', place = '']) => Object.hasOwn(PLACES, name) && place !== '');
  return isGood ? { ...PLACES, ...(Object.fromEntries(given) as Partial<ClaimPlaces>) } : undefined;
}
