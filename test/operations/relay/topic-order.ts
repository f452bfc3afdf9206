import { readTopic, type connect } from '@fuyuan/kafka';

/**
 * What is wrong with a topic by itself: a message twice, or the acts of a record not one after the other from the first.
 * Of a subscription, a feed holds what happened since it began.
 */
export async function faultsOfTopic(kafka: ReturnType<typeof connect>, topic: string): Promise<string[]> {
  const faults: string[] = [];
  const ids = new Set<string>();
  const next = new Map<string, number>();
  await readTopic(kafka, { topic, written: true }, ({ key, headers, partition, offset }) => {
    const { id = '', stream = '', revision } = headers;
    const due = next.get(stream) ?? (stream.startsWith('subscription-') ? Number(revision) : 0);
    const place = `${topic}/${partition}@${offset}`;
    if (ids.has(id)) faults.push(`${place}: ${id} comes twice`);
    if (stream.split('-').slice(1).join('-') !== key) faults.push(`${place}: ${stream} under the key ${key}`);
    if (Number(revision) !== due) faults.push(`${place}: ${stream} has ${revision}, ${due} was due`);
    ids.add(id);
    next.set(stream, Number(revision) + 1);
  });
  return faults;
}
