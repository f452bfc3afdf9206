import { Injectable } from '@nestjs/common';
import { Identity, roleFor, rolesFor } from '@fuyuan/identity';
import { InjectLog, type Log, Problem, Readiness } from '@fuyuan/platform';

/** One who was let in by this header, for this unit. */
export type LetIn = Readonly<{ unitId: string; authorization: string | undefined }>;

/** Whether those who hold a connection open may still do so, and when all must leave. */
@Injectable()
export class FeedDoor {
  constructor(
    private readonly identity: Identity,
    private readonly readiness: Readiness,
    @InjectLog() private readonly log: Log,
  ) {}

  get isClosing(): boolean {
    return this.readiness.stopping;
  }

  /** Called once the process is to end. */
  onClosing(leave: () => void): void {
    this.readiness.onStopping(leave);
  }

  /** Errors: Problem `token-…`, `permission-denied`, where one may read no more. */
  async require({ unitId, authorization }: LetIn): Promise<void> {
    const actor = await this.identity.actorOf(authorization);
    if (actor.unit === unitId && roleFor('read-feed', actor.roles)) return;
    const values = { permission: 'read-feed', roles: rolesFor('read-feed') };
    throw new Problem('permission-denied', { values, members: { permission: 'read-feed' } });
  }

  /** Why one may read no more: the code of the refusal; undefined where one may, or where it cannot be asked now. */
  async refusalOf(letIn: LetIn): Promise<string | undefined> {
    try {
      await this.require(letIn);
      return undefined;
    } catch (error) {
      if (error instanceof Problem && error.code !== 'issuer-away') return error.code;
      this.log.warn({ err: error }, 'whether a stream may go on could not be asked');
      return undefined;
    }
  }

  /** A stream that was broken off, and it is our fault. */
  failed(error: unknown, unitId: string): void {
    this.log.error({ err: error, unitId }, 'a stream of a feed was broken off');
  }
}
