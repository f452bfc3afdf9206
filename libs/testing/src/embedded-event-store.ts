import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EmbeddedEventStore, EmbeddedEventStoreOptions } from '@fuyuan/embedded-event-store';

/** Also where this room is itself run as built. */
const built = resolve(__dirname, '../../../dist/libs/embedded-event-store/src').replace('/dist/dist/', '/dist/');

/**
 * The real embedded event store, as built into dist (its worker thread cannot run from TypeScript), on a
 * data directory of its own that is removed with it.
 */
export async function startEventStore(options: Partial<EmbeddedEventStoreOptions> = {}): Promise<EmbeddedEventStore> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'fuyuan-store-'));
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the built room, found at run time
  const room = require(built) as typeof import('@fuyuan/embedded-event-store');
  const store = await room.startEmbeddedEventStore({ ...options, data });

  return {
    ...store,
    stop: async () => {
      await store.stop();
      if (!options.data) rmSync(data, { recursive: true, force: true });
    },
  };
}
