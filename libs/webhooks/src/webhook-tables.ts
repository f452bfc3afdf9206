import type { Kysely } from 'kysely';
import {
  createTable,
  migrateTables,
  type EngineTables,
  type PhysicalTable,
  type ReadDatabase,
} from '@fuyuan/read-model';
import type { Signing } from './signing/webhook-key';

/**
 * `active`: sent to. `paused`: by a person. `suspended`: by itself, since the receiver took nothing for about a day.
 * `ended`: the receiver said that it is gone (410).
 */
export type WebhookState = 'active' | 'paused' | 'suspended' | 'ended';

/** One receiver of a unit's feed, and how far it was told. Instants are UTC. */
export type WebhookRow = Readonly<{
  id: string;
  unit_id: string;
  url: string;
  description: string;
  state: WebhookState;
  since: string;
  /** The feed it is told, and the number of the last message that was taken, or put into a lane. */
  feed: string;
  subscription: number;
  read_to: number;
  created_at: string;
  created_by: string;
  last_success_at: string | null;
  last_failure_at: string | null;
  /** A `Fault` as JSON. */
  last_fault: string | null;
  /** The receiver asked to be left alone until then. */
  not_before: string | null;
  /** The process that sends to it, and until when it may. */
  holder: string | null;
  held_until: string | null;
}>;

/** A key that signs: the newest, and older ones until their time is over. */
export type KeyRow = Readonly<{
  webhook_id: string;
  nth: number;
  signing: Signing;
  sealed: string;
  public_key: string | null;
  made_at: string;
  until: string | null;
}>;

/**
 * A record of which one message was not taken: it waits with all that comes for it, and other records go on.
 * `retrying`: its first letter is tried again at `next_at`. `dead`: until somebody decides.
 */
export type LaneRow = Readonly<{
  webhook_id: string;
  record_id: string;
  status: 'retrying' | 'dead';
  /** Of the first letter, since it was last given a new schedule. */
  failures: number;
  next_at: string;
  first_failed_at: string | null;
  fault: string | null;
  dead_at: string | null;
}>;

/** A message that waits in the lane of its record; its text is in the feed. */
export type LetterRow = Readonly<{
  webhook_id: string;
  subscription: number;
  nth: number;
  feed: string;
  record_id: string;
  event_id: string;
  type: string;
}>;

/** What a person did to a webhook, and why. It outlives the webhook. */
export type ActRow = Readonly<{
  id: string;
  at: string;
  account: string;
  unit_id: string;
  webhook_id: string;
  kind: string;
  reason: string;
  /** Particulars as JSON. */
  detail: string | null;
}>;

export type WebhookTables = {
  webhooks: WebhookRow;
  webhook_keys: KeyRow;
  webhook_lanes: LaneRow;
  webhook_letters: LetterRow;
  webhook_acts: ActRow;
};

const WEBHOOKS: PhysicalTable = {
  name: 'webhooks',
  columns: {
    ...{ id: 'text', unit_id: 'text', url: 'text', description: 'text', state: 'text', since: 'text', feed: 'text' },
    ...{ subscription: 'integer', read_to: 'integer', created_at: 'text', created_by: 'text' },
    ...{ last_success_at: 'text?', last_failure_at: 'text?', last_fault: 'text?', not_before: 'text?' },
    ...{ holder: 'text?', held_until: 'text?' },
  },
  key: ['id'],
};
const KEYS: PhysicalTable = {
  name: 'webhook_keys',
  columns: {
    ...{ webhook_id: 'text', nth: 'integer', signing: 'text', sealed: 'text', public_key: 'text?' },
    ...{ made_at: 'text', until: 'text?' },
  },
  key: ['webhook_id', 'nth'],
};
const LANES: PhysicalTable = {
  name: 'webhook_lanes',
  columns: {
    ...{ webhook_id: 'text', record_id: 'text', status: 'text', failures: 'integer', next_at: 'text' },
    ...{ first_failed_at: 'text?', fault: 'text?', dead_at: 'text?' },
  },
  key: ['webhook_id', 'record_id'],
};
const LETTERS: PhysicalTable = {
  name: 'webhook_letters',
  columns: {
    ...{ webhook_id: 'text', subscription: 'integer', nth: 'integer', feed: 'text', record_id: 'text' },
    ...{ event_id: 'text', type: 'text' },
  },
  key: ['webhook_id', 'subscription', 'nth'],
};
const ACTS: PhysicalTable = {
  name: 'webhook_acts',
  columns: {
    ...{ id: 'text', at: 'text', account: 'text', unit_id: 'text', webhook_id: 'text', kind: 'text' },
    ...{ reason: 'text', detail: 'text?' },
  },
  key: ['id'],
};

/** Brings the tables of webhooks to this version, in the database of one read side. Errors: of a newer database. */
export const migrateWebhooks = (database: ReadDatabase): Promise<void> =>
  migrateTables(database, {
    room: 'webhooks',
    migrations: { '2026-11-28-webhooks': { up: (on: Kysely<EngineTables>) => makeTables(on, database) } },
  });

async function makeTables(on: Kysely<EngineTables>, { dialect }: ReadDatabase): Promise<void> {
  const made = webhooksIn(on);
  await createTable(made, dialect, { ...WEBHOOKS, indexes: [['state']] });
  await createTable(made, dialect, KEYS);
  await createTable(made, dialect, { ...LANES, indexes: [['webhook_id', 'status', 'next_at']] });
  await createTable(made, dialect, { ...LETTERS, indexes: [['webhook_id', 'record_id', 'subscription', 'nth']] });
  await createTable(made, dialect, { ...ACTS, indexes: [['unit_id', 'at', 'id']] });
  // Registered twice by a caller who lost the answer, it would be told everything twice.
  await made.schema.createIndex('webhooks_url').unique().on('webhooks').columns(['unit_id', 'url']).execute();
}

/** The same database, asked for webhooks. */
export const webhooksIn = (db: Kysely<EngineTables>): Kysely<WebhookTables> => db as unknown as Kysely<WebhookTables>;

/** A transaction on webhooks, asked for what other rooms keep in the same database. */
export const engineIn = (on: Kysely<WebhookTables>): Kysely<EngineTables> => on as unknown as Kysely<EngineTables>;
