import { createHash, timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Problem } from '@fuyuan/platform';

export const RELAY_TOKEN = 'fuyuan:relay-token';

/**
 * The relay has no accounts of its own and stands where those of the exchange are not: its operator holds a token
 * (RELAY_TOKEN). Without one in the environment, nobody may.
 */
@Injectable()
export class OperatorGuard implements CanActivate {
  constructor(@Inject(RELAY_TOKEN) private readonly token: string | null) {}

  canActivate(context: ExecutionContext): boolean {
    const { authorization } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>().headers;
    const [, given] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    if (this.token !== null && given !== undefined && isSame(given, this.token)) return true;
    throw new Problem('operator-only', { headers: { 'www-authenticate': 'Bearer' } });
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));
