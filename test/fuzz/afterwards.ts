import { join } from 'node:path';
import { EventStoreDBClient } from '@eventstore/db-client';
import { startEventStore } from '@fuyuan/testing';
import type { ApiDocument } from './api';
import type { Memory } from './memory';
import type { People } from './people';
import type { senderTo } from './send';

/** Every event of the product in a data directory that nobody uses: `stream eventId`, and the request that led to it. */
export async function eventsIn(data: string): Promise<Map<string, string>> {
  const store = await startEventStore({ data: join(data, 'events') });
  const client = EventStoreDBClient.connectionString(store.connectionString);
  const found = new Map<string, string>();
  for await (const { event } of client.readAll()) {
    if (!event || event.type.startsWith('$')) continue;
    const { $causationId: cause } = event.metadata as { $causationId: string };
    found.set(`${event.streamId} ${event.id}`, cause);
  }
  await client.dispose();
  await store.stop();
  return found;
}

type History = Readonly<{ entries: { eventId: string }[]; next: number | null }>;

/** Events of receipts that cannot be read in the history of their record. `unread` are records that have none. */
export async function lostIn(
  { memory, document, people }: Readonly<{ memory: Memory; document: ApiDocument; people: People }>,
  send: ReturnType<typeof senderTo>['send'],
): Promise<{ lost: string[]; unread: Set<string> }> {
  const lost: string[] = [];
  const unread = new Set<string>();
  for (const [href, events] of memory.recorded) {
    const history = href.endsWith('/history') ? href : `${href}/history`;
    if (!isShown(document, history)) {
      unread.add(href);
      continue;
    }
    const found = new Set<string>();
    let from: number | null = 0;
    while (from !== null) {
      const path = `${history}?limit=1000&from=${from}`;
      const { status, text } = await send({ method: 'GET', path, headers: people.tokenOf('auditor') });
      if (status !== 200) throw new Error(`${path}: ${status} ${text}`);
      const page = JSON.parse(text) as History;
      page.entries.forEach(({ eventId }) => found.add(eventId));
      from = page.next;
    }
    lost.push(
      ...[...events].filter((event) => !found.has(event.split(' ')[1] ?? '')).map((event) => `${href} ${event}`),
    );
  }
  return { lost, unread };
}

const isShown = ({ paths }: ApiDocument, history: string): boolean =>
  Object.keys(paths).some((path) => new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`).test(history));
