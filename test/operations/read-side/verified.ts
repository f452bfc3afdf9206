import { connect, readTopic } from '@fuyuan/kafka';
import { runBuilt } from '@fuyuan/testing';
import { OFFICE } from '../town';
import { comes, SIDES, type Side, type Town } from './town';
import type { Load } from './load';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

/** Of kinds of referrals none is recorded in this town. */
const PROJECTIONS = ['units', 'referral-kinds', 'referrals', 'law-notices'] as const;

type Page = Readonly<{ items: readonly Readonly<{ noticeId: string }>[]; next: string | null }>;
type Verdict = Readonly<{ status: string; result: Readonly<{ isSame: boolean; records: number }> }>;

/**
 * What is wrong once the load rests and everything is read: by the product's own reconciliation, log and topics; by its
 * own VERIFY, topics and each view of each side, by count, chain, state and rows; and the notices that anyone got a
 * receipt for are listed at the court, once each.
 */
export async function faultsOf(town: Town, load: Load): Promise<string[]> {
  await load.rest();
  const late = await caughtUp(town, load);
  const [reconciled, ...verified] = await Promise.all([
    reconciliation(town),
    ...SIDES.map((side) => verify(town, side)),
  ]);
  const listed = await noticesAt(town);
  const twice = listed.filter((id, at) => listed[at - 1] === id);
  const missing = load.notices.filter((id) => !listed.includes(id));
  return [
    ...[...late, ...(reconciled ?? []), ...verified.flat()],
    ...twice.map((id) => `the notice ${id} is listed twice`),
    ...missing.map((id) => `the notice ${id} is not listed`),
  ];
}

/** Whoever asks with the last receipt gets an answer that has it; else what they are told. */
export async function caughtUp(town: Town, load: Load): Promise<string[]> {
  const query = `law-notices?limit=1&wait=10&after=${encodeURIComponent(load.lastPosition)}`;
  const asked = [
    ['court', 'panshi-court'],
    ['government', OFFICE],
  ] as const;
  const told = asked.map(async ([side, account]) => {
    let said: unknown;
    return comes(`${side} to have ${load.lastPosition}`, async () => {
      const { status, body } = await town.ask(side, account, query);
      said = body;
      return status === 200 ? [] : undefined;
    }).catch((error: Error) => [`${error.message}: ${JSON.stringify(said)}`]);
  });
  return (await Promise.all(told)).flat();
}

type Account = Readonly<{ topic: string; difference: Readonly<{ topic: string; key: string }> | null }>;

async function reconciliation({ env, broker }: Town): Promise<string[]> {
  const { output } = await runBuilt('relay/src/reconcile.cli', { args: ['--json'], env });
  if (!output.startsWith('{')) return [output];
  const { isSame: allSame, topics } = JSON.parse(output) as { isSame: boolean; topics: readonly Account[] };
  if (allSame) return [];
  const kafka = connect({ brokers: broker.brokers, clientId: 'verified', log });
  const told = topics.map(async ({ difference }) => {
    const held: string[] = [];
    if (difference === null) return [];
    const { topic, key } = difference;
    await readTopic(kafka, { topic }, ({ partition, offset, headers, ...message }) => {
      if (message.key === key) held.push(`${partition}@${offset} ${headers['id']} ${headers['revision']}`);
    });
    return [`${JSON.stringify(difference)}: ${held.join(', ')}`];
  });
  return (await Promise.all(told)).flat();
}

/** `npm run projections -- verify`, of one after the other: a process verifies what it is asked for. */
export async function verify(town: Town, side: Side, names: readonly string[] = PROJECTIONS): Promise<string[]> {
  const faults: string[] = [];
  for (const name of names) {
    const { code, output } = await operate(town, side, 'verify', name);
    if (code !== 0 || !isSame(name, output)) faults.push(`${side}, ${name} (${code}): ${output}`);
  }
  return faults;
}

function isSame(name: string, output: string): boolean {
  const { status, result } = JSON.parse(/^\{[^]*^\}$/m.exec(output)?.[0] ?? '{}') as Partial<Verdict>;
  return status === 'done' && result?.isSame === true && (result.records > 0 || name === 'referral-kinds');
}

/** `npm run projections`, as an operator of the office. */
export function operate(town: Town, side: Side, ...args: readonly string[]) {
  const asked = [...args, '--side', side, '--url', town.member(side).url];
  const reason = ['list', 'show', 'parked', 'operations'].includes(args[0] ?? '') ? [] : ['--reason', '演练'];
  const env = { FUYUAN_TOKEN: town.people.tokenOf(OFFICE) };
  return runBuilt('standalone/src/projections.cli', { args: [...asked, ...reason], env });
}

async function noticesAt(town: Town): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ''; cursor !== null;) {
    const { status, body } = await town.ask('court', 'panshi-court', `law-notices?limit=200${cursor}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    const { items, next } = body as unknown as Page;
    ids.push(...items.map(({ noticeId }) => noticeId));
    cursor = next === null ? null : `&cursor=${encodeURIComponent(next)}`;
  }
  return ids.sort();
}
