import { connect } from '@fuyuan/kafka';
import { runBuilt } from '@fuyuan/testing';
import type { Load } from './load';
import type { Relays } from './relays';
import { faultsOfTopic } from './topic-order';

const silent = () => undefined;
const log = { error: silent, warn: silent, info: silent, debug: silent };

type Reconciliation = { isSame: boolean; facts: number; topics: { topic: string }[] };

/** Of each family one: to read them all takes long, and the reconciliation has. */
const READ_AGAIN = /^court\.law-notices\.|^unit\.justice-.*\.v1$/;

export type Running = Readonly<{ load: Load; relays: Relays; env: NodeJS.ProcessEnv; brokers: readonly string[] }>;

/**
 * What is wrong with the topics, once everything recorded is published: whatever the product's own reconciliation finds
 * against the log, and, apart from it, messages that lie twice or out of order. The load rests meanwhile.
 */
export async function faultsOf({ load, relays, env, brokers }: Running): Promise<string[]> {
  await load.rest();
  const all = async () => (await relays.facts()) >= load.recorded;
  const late = await relays.holds(`${load.recorded} facts are published`, all, 120_000).then(
    () => [],
    (error: Error) => [error.message],
  );
  const { output } = await runBuilt('relay/src/reconcile.cli', { args: ['--json'], env });
  if (!output.startsWith('{')) return [...late, output];
  const { isSame, facts, topics } = JSON.parse(output) as Reconciliation;
  const faults = isSame ? late : [...late, output];
  if (facts !== load.recorded) faults.push(`${load.recorded} facts were recorded, ${facts} are published`);

  const kafka = connect({ brokers, clientId: 'order', log });
  for (const { topic } of topics.filter(({ topic: name }) => READ_AGAIN.test(name)))
    faults.push(...(await faultsOfTopic(kafka, topic)));
  return faults;
}
