import type { Audience } from '@fuyuan/contracts';
import { openPostgres, type ReadDatabase } from '@fuyuan/read-model';
import { describeWithPostgres, startPostgres, type TestPostgres } from './postgres';

/** A suite on a PostgreSQL of its own, where that read side has a role and a schema, empty at first. */
export function describeWithSchemaOf(
  side: Audience,
  what: string,
  tell: (open: () => Promise<ReadDatabase>) => void,
): void {
  describeWithPostgres(what, () => {
    let server: TestPostgres;
    beforeAll(async () => {
      server = await startPostgres();
      await server.say(`create role ${side} login password '${side}'; create schema ${side} authorization ${side}`);
    });
    tell(async () => openPostgres({ connectionString: server.urlOf(side), schema: side }));
    afterAll(() => server.stop());
  });
}
