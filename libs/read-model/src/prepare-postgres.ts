import type { Client } from 'pg';

/** A role and a schema of one name, which see nothing of each other. */
export type OwnSchema = Readonly<{ name: string; password: string }>;

/** A name that needs no quotes and is no keyword of SQL's. */
const NAME = /^[a-z][a-z0-9_]{0,62}$/;

/**
 * Gives every read side a role that signs in with its password, and a schema that is its own, in the database of
 * `adminUrl`. Nobody else may connect to that database or make anything in it. Done again it changes nothing but the
 * passwords. Returns what is done, or with `apply: false` would be, one sentence each. Errors: of the database.
 */
export async function preparePostgres(
  adminUrl: string,
  sides: readonly OwnSchema[],
  { apply }: Readonly<{ apply: boolean }>,
): Promise<readonly string[]> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when wanted
  const { Client: Connection } = require('pg') as typeof import('pg');
  const client = new Connection({ connectionString: adminUrl, application_name: 'fuyuan-databases' });
  await client.connect();
  try {
    const steps = await stepsFor(client, sides);
    if (apply) await inOneTransaction(client, steps);
    return steps.map(({ told }) => told);
  } finally {
    await client.end();
  }
}

type Step = Readonly<{ told: string; statement: string }>;

async function stepsFor(client: Client, sides: readonly OwnSchema[]): Promise<readonly Step[]> {
  const database = quoted(await one(client, 'select current_database()'));
  const steps: Step[] = [
    {
      told: `${database}: closed to everyone else`,
      statement: `revoke connect, temporary on database ${database} from public; revoke create on schema public from public`,
    },
  ];
  for (const { name, password } of sides) {
    if (!NAME.test(name)) throw new Error(`'${name}' is no name of a read side.`);
    const exists = await one(client, 'select count(*) from pg_roles where rolname = $1', name);
    const secret = await one(client, 'select quote_literal($1::text)', password);
    steps.push(
      {
        told: Number(exists) > 0 ? `${name}: password set` : `${name}: role made`,
        statement: `${Number(exists) > 0 ? 'alter' : 'create'} role ${quoted(name)} login password ${secret}`,
      },
      { told: `${name}: may connect`, statement: `grant connect on database ${database} to ${quoted(name)}` },
      ...(await schemaOf(client, name)),
    );
  }
  return steps;
}

/** Errors: a schema of that name that belongs to another is not taken from its owner. */
async function schemaOf(client: Client, name: string): Promise<Step[]> {
  const owner = await one(client, 'select nspowner::regrole::text from pg_namespace where nspname = $1', name);
  if (owner !== undefined && owner !== name) throw new Error(`The schema ${name} belongs to ${owner}.`);
  if (owner === name) return [];
  // Who makes a schema for another must be of its role, unless it is the superuser.
  return [
    {
      told: `${name}: schema made`,
      statement: `grant ${quoted(name)} to current_user; create schema ${quoted(name)} authorization ${quoted(name)}; revoke ${quoted(name)} from current_user`,
    },
  ];
}

async function inOneTransaction(client: Client, steps: readonly Step[]): Promise<void> {
  await client.query('begin');
  try {
    for (const { statement } of steps) await client.query(statement);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

async function one(client: Client, question: string, ...values: readonly string[]): Promise<string | undefined> {
  const { rows } = await client.query<Record<string, string>>(question, [...values]);
  const [row] = rows;
  return row && String(Object.values(row)[0]);
}

const quoted = (name: string | undefined): string => `"${String(name).replaceAll('"', '""')}"`;
