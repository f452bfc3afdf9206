import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { AccountPace, InjectLog, type Log, OPEN, Problem } from '@fuyuan/platform';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor';
import { Identity } from '../identity';
import { DEMAND } from './permitted';
import { type Permission, roleFor, rolesFor } from './policy';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks and for what, whether or not the guard let them in; there once the token is known. */
    asked?: Readonly<{ actor: Actor; permission: Permission | null }>;
  }
}

type Demand = Permission | 'open' | 'signed-in' | 'undeclared';
type Handler = ReturnType<ExecutionContext['getHandler']>;

/** What a handler, or else its controller, demands of the one who asks. */
export function demandOf(handler: object, controller: object): Demand {
  for (const place of [handler, controller]) {
    if (Reflect.getMetadata(OPEN, place) === true) return 'open';
    const demand = Reflect.getMetadata(DEMAND, place) as Permission | null | undefined;
    if (demand !== undefined) return demand ?? 'signed-in';
  }
  return 'undeclared';
}

/** Stands before every route: nobody passes without a token unless the route is open, nor without its permission. */
@Injectable()
export class IdentityGuard implements CanActivate {
  private readonly demands = new WeakMap<Handler, Demand>();

  constructor(
    private readonly identity: Identity,
    private readonly pace: AccountPace,
    @InjectLog() private readonly log: Log,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const demand = this.demandOn(context);
    if (demand === 'open') return true;

    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const known = this.identity.actorOf(request.headers.authorization);
    return known instanceof Promise
      ? known.then((actor) => this.admit(actor, demand, request))
      : this.admit(known, demand, request);
  }

  private admit(actor: Actor, demand: Exclude<Demand, 'open'>, request: FastifyRequest): boolean {
    request.account = actor.account;
    request.asked = { actor, permission: demand === 'signed-in' || demand === 'undeclared' ? null : demand };
    this.pace.admit(actor.account);
    if (demand === 'undeclared') throw new Error('This route does not say who may ask.');
    if (demand === 'signed-in') {
      request.actor = actor;
      return true;
    }
    const role = roleFor(demand, actor.roles);
    if (!role) throw this.denied(actor, demand, request);

    request.actor = { ...actor, role };
    return true;
  }

  private denied(
    { account, unit, roles }: Actor,
    permission: Permission,
    { id: correlationId }: FastifyRequest,
  ): Problem {
    this.log.warn({ account, unit, roles, permission, correlationId }, 'permission denied');
    const values = { permission, roles: rolesFor(permission) };
    return new Problem('permission-denied', { values, members: { permission } });
  }

  private demandOn(context: ExecutionContext): Demand {
    const handler = context.getHandler();
    const known = this.demands.get(handler);
    if (known) return known;

    const demand = demandOf(handler, context.getClass());
    this.demands.set(handler, demand);
    return demand;
  }
}
