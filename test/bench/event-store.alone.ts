import { performance } from 'node:perf_hooks';
import { startEmbeddedEventStore } from '@fuyuan/embedded-event-store';

/** A process with nothing but the store of the given directory: says how long it took to start and what it keeps resident. */
async function alone(data: string): Promise<void> {
  const begin = performance.now();
  const store = await startEmbeddedEventStore({ data });
  const startMs = performance.now() - begin;
  process.stdout.write(JSON.stringify({ startMs, rssMiB: process.memoryUsage().rss / 2 ** 20 }));
  await store.stop();
}

void alone(process.argv[2] ?? '');
