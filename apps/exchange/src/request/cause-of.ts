import type { FastifyRequest } from 'fastify';
import type { Actor, Cause } from '@fuyuan/application';
import { idempotencyKeyOf, ifMatchOf } from './headers';
import { requestIdentityOf } from './request-identity';

/** Which act on which record: `register-unit` on `units/panshi-court`. */
export type Deed = Readonly<{ act: string; record: string }>;

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
