import { Injectable } from '@nestjs/common';
import type { Actor } from '@fuyuan/identity';
import { Problem } from '@fuyuan/platform';
import {
  ask,
  operationOf,
  operationsOf,
  OperationUnderWay,
  parkedOf,
  standings,
  type BuildStanding,
  type OperationKind,
  type OperationRow,
  type OperationsAsked,
  type ParkedRow,
  type ProjectionStanding,
  type ReadDatabase,
} from '@fuyuan/read-model';
import { ReadSide } from '@fuyuan/views';

/** Port: which projections a read side has, and where what is asked for is written. */
export abstract class Projections {
  abstract readonly names: readonly string[];
  /** The same database as that of the read side, and may be written to. */
  abstract readonly database: ReadDatabase;
  /** Units whose office may operate them; any unit's where none is named. */
  abstract readonly operators: readonly string[];
}

export type ToDo = Readonly<{ kind: OperationKind; reason: string; build?: number; recordId?: string }>;

/** How the projections of a read side stand, and what operators ask for. It does nothing of that itself. */
@Injectable()
export class ProjectionOffice {
  constructor(
    private readonly side: ReadSide,
    private readonly projections: Projections,
  ) {}

  all(): Promise<readonly ProjectionStanding[]> {
    return standings(this.side.database, this.projections.names);
  }

  /** Errors: Problem `projection-unknown`. */
  async one(projection: string): Promise<ProjectionStanding> {
    const known = this.projections.names.filter((name) => name === projection);
    const [standing] = await standings(this.side.database, known);
    if (!standing) throw new Problem('projection-unknown', { values: { projection } });
    return standing;
  }

  /** The live one unless told. Errors: Problem `projection-unknown`, `build-unknown`. */
  async build(projection: string, wanted?: number): Promise<BuildStanding> {
    const { builds } = await this.one(projection);
    const found = builds.find(({ build, status }) => (wanted === undefined ? status === 'live' : build === wanted));
    if (!found) throw new Problem('build-unknown', { values: { projection, build: wanted ?? 'live' } });
    return found;
  }

  parked(build: number, limit: number, after?: string): Promise<ParkedRow[]> {
    return parkedOf(this.side.database, { build, limit, ...(after === undefined ? {} : { after }) });
  }

  /** Errors: Problem `operation-unknown`. */
  async operation(id: string): Promise<OperationRow> {
    const row = await operationOf(this.side.database, id);
    if (!row) throw new Problem('operation-unknown', { values: { id } });
    return row;
  }

  operations(asked: OperationsAsked): Promise<OperationRow[]> {
    return operationsOf(this.side.database, asked);
  }

  /**
   * Records what is to be done; a process that makes the views does it.
   * Errors: Problem, where it is known now that it cannot be done.
   */
  async ask(projection: string, todo: ToDo, { account, unit }: Pick<Actor, 'account' | 'unit'>): Promise<OperationRow> {
    const { operators } = this.projections;
    if (operators.length > 0 && !operators.includes(unit)) {
      throw new Problem('not-an-operator', { values: { unitId: unit } });
    }
    const build = await this.build(projection, todo.build);
    await this.refuse(todo, build);
    try {
      return await ask(this.projections.database, { ...todo, projection, account, now: this.side.now() });
    } catch (error) {
      if (!(error instanceof OperationUnderWay)) throw error;
      const { id, kind } = error.operation;
      throw new Problem('operation-under-way', { values: { projection, id, kind }, members: { operationId: id } });
    }
  }

  private async refuse({ kind, recordId = '' }: ToDo, { build, status, caught_up }: BuildStanding): Promise<void> {
    if (kind === 'drop' && status === 'live') throw new Problem('build-is-live', { values: { build } });
    if (kind === 'switch' && caught_up === 0) throw new Problem('build-not-caught-up', { values: { build } });
    if (kind !== 'retry' && kind !== 'skip') return;
    const stuck = await this.side.database.db
      .selectFrom('parked')
      .select('record_id')
      .where('build', '=', build)
      .where('record_id', '=', recordId)
      .executeTakeFirst();
    if (!stuck) throw new Problem('record-not-parked', { values: { recordId, build } });
  }
}
