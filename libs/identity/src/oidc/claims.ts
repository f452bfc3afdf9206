import type { JWTPayload } from 'jose';
import { type Actor, isRole } from '../actor';
import type { ClaimPlaces } from './oidc-options';

/** As an account is stored with an act: it is shown, compared, and never interpreted. */
const ACCOUNT = /^[\x21-\x7e\p{L}\p{N}]{1,128}$/u;
const UNIT = /^[a-z0-9][a-z0-9-]{0,62}[a-z0-9]$/;

/**
 * Whom the claims of another issuer speak of; nothing where account or unit are not told in a form of ours. Roles that
 * we do not have are the issuer's own affair: who has none of ours may do nothing here.
 */
export function actorIn(payload: JWTPayload, places: ClaimPlaces): Actor | undefined {
  const [account, unit] = [claimAt(payload, places.account), claimAt(payload, places.unit)];
  if (typeof account !== 'string' || !ACCOUNT.test(account)) return undefined;
  if (typeof unit !== 'string' || !UNIT.test(unit)) return undefined;

  return { account, unit, person: personIn(payload, places.person) ?? account, roles: rolesIn(payload, places.roles) };
}

function personIn(payload: JWTPayload, place: string): string | undefined {
  const person = claimAt(payload, place);
  return typeof person === 'string' && person.trim() !== '' && !/\p{Cc}/u.test(person)
    ? [...person].slice(0, 100).join('')
    : undefined;
}

/** A list, or one word, or words with spaces between them as OAuth writes scopes. */
function rolesIn(payload: JWTPayload, place: string) {
  const told = claimAt(payload, place);
  const words: unknown[] = typeof told === 'string' ? told.split(' ') : Array.isArray(told) ? told : [];
  return [...new Set(words.filter(isRole))];
}

/** The claim of that very name (which may be a URL with dots), or the one to which the dots lead. */
function claimAt(payload: JWTPayload, place: string): unknown {
  if (Object.hasOwn(payload, place)) return payload[place];
  return place
    .split('.')
    .reduce<unknown>(
      (part, name) =>
        typeof part === 'object' && part !== null && Object.hasOwn(part, name)
          ? (part as Record<string, unknown>)[name]
          : undefined,
      payload,
    );
}
