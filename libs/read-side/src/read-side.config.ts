import { join } from 'node:path';
import { IdentityConfig } from '@fuyuan/identity';
import type { Audience } from '@fuyuan/contracts';
import { Address, Duration, Whole } from '@fuyuan/platform';
import { openPostgres, openSqlite, type ReadDatabase } from '@fuyuan/read-model';

/** The environment of one read side; `.env.example` tells of each variable. */
export class ReadSideConfig extends IdentityConfig {
  @Whole({ min: 0, max: 65_535, optional: true })
  httpPort = 3000;

  /** PostgreSQL, with the role of this read side; a file under DATA_DIR unless told. */
  @Address(['postgres', 'postgresql'], { optional: true })
  databaseUrl?: string;

  /** Connections to PostgreSQL that are held at most. */
  @Whole({ min: 2, max: 200, optional: true })
  databaseConnections = 10;

  /** A process that is not heard for so long leaves its topics to the others; brokers take 6 s or more. */
  @Duration({ min: 1_000, max: 300_000, optional: true })
  groupSessionTimeout = 10_000;

  /** The generation of topics that is read: 1 has the names of the contracts. */
  @Whole({ min: 1, max: 999, optional: true })
  topicsGeneration = 1;
}

/** The schema of a read side, and its role, have the name of its audience. Errors: of the file. */
export const databaseOf = (audience: Audience, config: Readonly<ReadSideConfig>): ReadDatabase =>
  config.databaseUrl === undefined
    ? openSqlite(join(config.dataDir, `${audience}.sqlite`))
    : openPostgres({
        connectionString: config.databaseUrl,
        schema: audience,
        connections: config.databaseConnections,
      });
