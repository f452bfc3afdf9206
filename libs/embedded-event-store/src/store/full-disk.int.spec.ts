import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventLog } from './event-log';
import type { ProposedEvent } from './events';
import { StorageRefused } from './store-errors';
import { newId } from './system-events';

const event = (): ProposedEvent => ({
  id: newId(),
  type: 'Kept',
  json: false,
  data: Buffer.alloc(8_000, 7),
  metadata: Buffer.alloc(0),
});

const appendTo = (log: EventLog, stream: string) => log.append({ stream, expected: 'any', events: [event()] });

/** Appends until it is refused; gives what was acknowledged. */
async function fill(log: EventLog, stream: string): Promise<{ acknowledged: number; refusal: unknown }> {
  for (let acknowledged = 0; acknowledged < 10_000; acknowledged += 1) {
    try {
      await appendTo(log, stream);
    } catch (refusal) {
      return { acknowledged, refusal };
    }
  }
  throw new Error('The storage never became full.');
}

function stored(log: EventLog, stream: string): number[] {
  const revisions: number[] = [];
  for (let from = 0; ;) {
    const page = log.readStream(stream, { from, direction: 'forwards', limit: 100 });
    if (page.state !== 'open') return revisions;
    revisions.push(...page.events.map(({ revision }) => revision));
    if (page.end) return revisions;
    from = page.next;
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, revision) => revision);

describe('a store whose quota is used up', () => {
  let data: string;
  beforeEach(() => (data = mkdtempSync(join(tmpdir(), 'fuyuan-full-'))));
  afterEach(() => rmSync(data, { recursive: true, force: true }));

  it('refuses, keeps all it acknowledged, and goes on when there is room', async () => {
    const log = EventLog.open(data, { maxPages: 200 });
    const { acknowledged, refusal } = await fill(log, 'kept');
    expect(refusal).toBeInstanceOf(StorageRefused);
    expect(acknowledged).toBeGreaterThan(20);
    expect(stored(log, 'kept')).toEqual(upTo(acknowledged));

    log.database.pragma('max_page_count = 400');
    await expect(appendTo(log, 'kept')).resolves.toMatchObject({ outcome: 'stored', revision: acknowledged });
    expect(stored(log, 'kept')).toEqual(upTo(acknowledged + 1));
    await log.close();

    const again = EventLog.open(data);
    expect(stored(again, 'kept')).toEqual(upTo(acknowledged + 1));
    await again.close();
  });

  it('refuses only what does not fit of what came at once', async () => {
    const log = EventLog.open(data, { maxPages: 100 });
    const large = { ...event(), data: Buffer.alloc(900_000) };
    const outcomes = await Promise.allSettled([
      appendTo(log, 'small-1'),
      log.append({ stream: 'large', expected: 'any', events: [large] }),
      appendTo(log, 'small-2'),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(['small-1', 'small-2'].map((stream) => stored(log, stream))).toEqual([[0], [0]]);
    expect(log.streamState('large')).toMatchObject({ state: 'missing' });
    await log.close();
  });
});

/** A file system of 8 MiB of its own, where this machine allows one to be mounted. */
function smallDisk(): string | undefined {
  const place = mkdtempSync(join(tmpdir(), 'fuyuan-small-disk-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    rmSync(place, { recursive: true, force: true });
    process.stderr.write(
      'full-disk.int.spec: no file system may be mounted here; the full disk itself is not tried.\n',
    );
    return undefined;
  }
}

const disk = smallDisk();

(disk ? describe : describe.skip)('a store on a full disk (skipped where none can be mounted)', () => {
  const place = disk ?? '';
  afterAll(() => {
    execFileSync('umount', ['-l', place]);
    rmSync(place, { recursive: true, force: true });
  });

  it('refuses, keeps all it acknowledged, and goes on by itself when there is room', async () => {
    const ballast = join(place, 'ballast');
    writeFileSync(ballast, Buffer.alloc(5 * 1024 * 1024));
    const log = EventLog.open(join(place, 'data'));
    const { acknowledged, refusal } = await fill(log, 'kept');
    expect(refusal).toBeInstanceOf(StorageRefused);
    expect(stored(log, 'kept')).toEqual(upTo(acknowledged));

    rmSync(ballast);
    await expect(appendTo(log, 'kept')).resolves.toMatchObject({ outcome: 'stored', revision: acknowledged });
    expect(stored(log, 'kept')).toEqual(upTo(acknowledged + 1));
    await log.close();
    const again = EventLog.open(join(place, 'data'));
    expect(stored(again, 'kept')).toEqual(upTo(acknowledged + 1));
    await again.close();
  });
});
