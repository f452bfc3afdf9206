import { readTopic, type connect } from '@fuyuan/kafka';

/** What is wrong with a topic by itself: a message twice, or the acts of a record not one after the other from the first. */
export async function faultsOfTopic(kafka: ReturnType<typeof connect>, topic: string): Promise<string[]> {
  const faults: string[] = [];
  const ids = new Set<string>();
  const next = new Map<string, number>();
  await readTopic(kafka, { topic }, ({ key, headers, partition, offset }) => {
    const { id = '', revision } = headers;
    const due = next.get(key) ?? 0;
    if (ids.has(id)) faults.push(`${topic}/${partition}@${offset}: ${id} comes twice`);
    if (Number(revision) !== due)
      faults.push(`${topic}/${partition}@${offset}: ${key} has ${revision}, ${due} was due`);
    ids.add(id);
    next.set(key, Number(revision) + 1);
  });
  return faults;
}
