import { applyDecorators, createParamDecorator, type ExecutionContext, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiForbiddenResponse, ApiUnauthorizedResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../actor';
import type { Permission } from './policy';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; there once the guard has let the request in, unless the route is open. */
    actor?: Actor;
  }
}

/** Where the guard finds what a handler demands: a permission, or `null` for no more than being signed in. */
export const DEMAND = 'fuyuan:demand';

const unauthenticated = ApiUnauthorizedResponse({
  description: '未登录或令牌无效 Not signed in, or the token is not valid',
});

/** Only accounts with a role that has this permission may ask; see `policy.ts`. */
export const Permitted = (permission: Permission) =>
  applyDecorators(
    SetMetadata(DEMAND, permission),
    ApiBearerAuth(),
    unauthenticated,
    ApiForbiddenResponse({ description: `缺少权限 Lacks the permission ${permission}` }),
  );

/** Whoever is signed in may ask, whatever their role. */
export const SignedIn = () => applyDecorators(SetMetadata(DEMAND, null), ApiBearerAuth(), unauthenticated);

/** Passes the actor to a handler: `publish(@CurrentActor() actor: Actor)`. Never on an open route. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('An open route has no actor.');
  return actor;
});
