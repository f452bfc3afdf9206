import { rmSync, statfsSync, writeFileSync, appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { registerAccounts } from './accounts';
import { ActBook } from './act-book';
import { faultsOf } from './audit';
import { historiesOf } from './histories';
import { streamsOf } from './kill-rounds';
import { repeat, settle } from './repeat';
import { end, startApp, untilReady, type AppProcess } from './running/app-process';
import { hangUp, request } from './running/http-call';
import { freePort, smallDisk, type Place } from './running/places';
import { until } from './running/until';
import { publication, publish, type Town } from './town';
import { ofActs, wholeLogOf } from './whole-log';
import { settleIn, storeWithin } from './worlds';

/** Mounting a disk of one's own takes root. Where it is not permitted this is said, and CI runs as root. */
const disk = tried(() => smallDisk(24));
const whereAllowed = disk instanceof Error ? describe.skip : describe;
if (disk instanceof Error) process.stdout.write(`full disk: SKIPPED, no disk may be mounted here: ${disk.message}\n`);

whereAllowed('a full disk', () => {
  const place = disk as Place;
  const ballast = join(place.path, 'ballast');
  const readiness = (origin: string) => request(origin, { method: 'GET', path: '/health/ready' });
  let origin: string;
  let app: AppProcess;
  let town: Town;
  let book: ActBook;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    const password = await registerAccounts(place.path);
    app = startApp('standalone', ['--data', place.path, '--port', String(port)]);
    await untilReady(app, origin);
    ({ town, book } = await settleIn(origin, password));
  }, 60_000);
  afterAll(async () => {
    await end(app);
    hangUp();
    place.remove();
  });

  it('answers 503 and says that it is not ready', async () => {
    fill(ballast, place.path);
    const refused = await until('the disk to be full', async () => {
      fill(ballast, place.path);
      const entry = book.sent({ ...publish('磁盘将满'), body: longPublication() });
      const answer = await town.perform(entry.act);
      book.answered(entry, answer);
      return answer.status === 201 ? undefined : answer;
    });

    expect(refused.status).toBe(503);
    expect(refused.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(refused.headers['retry-after']).toMatch(/^\d+$/);
    expect(JSON.parse(refused.text)).toMatchObject({ status: 503, type: 'urn:fuyuan:problem:store-unavailable' });
    const { status } = await until('readiness to say no', async () => {
      const answer = await readiness(origin);
      return answer.status === 503 ? answer : undefined;
    });
    expect(status).toBe(503);
  }, 60_000);

  it('still shows what is stored', async () => {
    const receipts = book.receipts();
    expect(faultsOf(await historiesOf(town, streamsOf(book)), receipts)).toEqual([]);
    expect(await repeat(town, book.of('recorded').slice(-20))).toEqual([]);
  });

  it('writes again when there is room, without a restart', async () => {
    rmSync(ballast);
    await untilReady(app, origin);
    expect(await settle(town, book)).toEqual([]);
    expect(await repeat(town, book.of('recorded'))).toEqual([]);
    expect(book.scandals).toEqual([]);
  }, 60_000);

  it('lost nothing that it had acknowledged, and stored nothing twice', async () => {
    expect(await end(app)).toEqual({ code: 0, signal: null });
    expect(faultsOf(ofActs(await wholeLogOf(storeWithin(place.path))), book.receipts())).toEqual([]);
  });
});

/** Long enough that a few of them need new pages of the file. */
const longPublication = () => {
  const { norm, ...rest } = publication('磁盘将满');
  return { ...rest, norm: { ...norm, text: '第一条 '.repeat(5_000) } };
};

/** Takes all the room that is left, of which the product may take the last at the same time. */
function fill(ballast: string, path: string): void {
  try {
    writeFileSync(ballast, '', { flag: 'a' });
    for (let left = free(path); left > 0; left = free(path))
      appendFileSync(ballast, Buffer.alloc(Math.min(left, 65_536)));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

const free = (path: string): number => {
  const { bavail, bsize } = statfsSync(path);
  return bavail * bsize;
};

function tried<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
