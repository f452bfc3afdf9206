import type { FastifyRequest } from 'fastify';
import type { Actor, Cause } from '@fuyuan/application';
import type { Permission } from '@fuyuan/identity';
import { idempotencyKeyOf, ifMatchOf } from './headers';
import { requestIdentityOf } from './request-identity';

/** Acts whose permission covers several; each has a name of its own, for it is part of the request's identity. */
type ChangeOfUnit = `${'rename' | 'move' | 'merge' | 'split' | 'designate-officer' | 'replace-officer'}-unit`;
type KindAct = Extract<Permission, `${string}-referral-kind`>;

/** An act has the name of its permission; one on a kind of referral names the kind, since all kinds are one record. */
export type ActName =
  | Exclude<Permission, `view-${string}` | 'change-unit' | 'designate-liaison-officer' | KindAct>
  | ChangeOfUnit
  | `${KindAct} ${string}`;

/** Which act on which record: `register-unit` on `units/panshi-court`. */
export type Deed = Readonly<{ act: ActName; record: string }>;

/**
 * Who asked for the act, and under which request. Throws a Problem when the request's headers are not in order.
 * The actor comes from the token alone; the body has no say in it.
 */
export function causeOf(request: FastifyRequest, { act, record }: Deed): Cause {
  const actor = actorOf(request);
  const key = idempotencyKeyOf(request.headers);
  const ifRevision = ifMatchOf(request.headers);
  const identity = requestIdentityOf({ account: actor.person, record, key, act, body: request.body });

  return {
    actor,
    request: identity,
    correlationId: request.id,
    causationId: identity.id,
    ...(ifRevision === undefined ? {} : { ifRevision }),
  };
}

/** Who acts, as it is stored: the account, its unit, and the role under which the guard let it in. */
export function actorOf({ actor }: FastifyRequest): Actor {
  if (!actor?.role) throw new Error('This route is not under a permission.');
  return { person: actor.account, unit: actor.unit, role: actor.role };
}
