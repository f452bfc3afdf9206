import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DynamicModule, Type } from '@nestjs/common';
import type { Audience } from '@fuyuan/contracts';
import type { Log } from '@fuyuan/platform';
import type { FeedLimits } from '@fuyuan/feed-desk';
import { openSqlite, type ReadDatabase } from '@fuyuan/read-model';
import { FeedWatch } from '@fuyuan/unit-feeds';
import { isAtOrAfter, readSideModules } from '@fuyuan/read-side';
import { SentSoFar } from '@fuyuan/webhook-desk';
import { guardOf, senderOf, type KeySafe } from '@fuyuan/webhooks';
import { fileOf, type ReadSidesData, type Said } from './read-sides.messages';
import { READ_SIDES } from './all-read-sides';

const STOP_MS = 2_000;
/** What the thread makes and forgets at once is collected often, so that it holds little. */
const YOUNG_MB = 16;

export type ReadSidesParts = Readonly<{
  log: Log;
  limits: FeedLimits;
  /** Where secrets of webhooks are kept. */
  safe: KeySafe;
}>;

/** The views of the three read sides, made in a thread of their own beside what serves. */
export class ReadSides {
  private position: string | undefined;
  private readonly waiting = new Set<() => void>();
  private readonly databases: ReadDatabase[] = [];
  private readonly watches: FeedWatch[] = [];
  private readonly sent = new Map<Audience, SentSoFar>();
  private worker: Worker | undefined;
  private stopping = false;
  private stopped: () => void = () => undefined;

  constructor(
    private readonly data: ReadSidesData,
    private readonly parts: ReadSidesParts,
  ) {}

  /** Begins to make them. Resolves when every view may be asked. Errors: the thread has ended before. */
  begin(): Promise<void> {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(join(__dirname, 'read-sides.worker.js'), { workerData: this.data, resourceLimits });
    this.worker = worker;
    return new Promise((resolve, reject) => {
      worker.on('message', (said: Said) => this.hear(said, resolve));
      worker.on('error', reject);
      worker.once('exit', (code) => {
        this.worker = undefined;
        this.stopped();
        if (this.stopping) return;
        this.parts.log.error({ code }, '读模型线程意外终止。The thread that makes the views has ended.');
        reject(new Error(`The thread that makes the views ended with ${code}.`));
      });
    });
  }

  /** Their endpoints, which ask the same files. */
  modules(): (DynamicModule | Type)[] {
    const freshness = { reached: (_: unknown, position: string, ms: number) => this.reached(position, ms) };
    return READ_SIDES.flatMap(({ audience, module, views }) => {
      const database = openSqlite(fileOf(this.data.folder, audience), { readOnly: true });
      const operations = openSqlite(fileOf(this.data.folder, audience));
      this.databases.push(database, operations);
      const feeds = this.feedsIn(database);
      const webhooks = this.webhooksIn(operations, audience);
      return readSideModules(module, audience, {
        database,
        operations,
        freshness,
        feeds,
        webhooks,
        now: () => new Date(),
        views,
      });
    });
  }

  private feedsIn(database: ReadDatabase) {
    const failed = (error: unknown) => this.parts.log.warn({ err: error, what: 'feeds' }, 'tried again');
    const watch = new FeedWatch({ database, failed });
    this.watches.push(watch);
    // They are read from the log together with the views: how far that is, the views say.
    return { database, watch, limits: this.parts.limits, behind: async () => new Map<string, number>() };
  }

  private webhooksIn(database: ReadDatabase, audience: Audience) {
    const { webhooks: settings } = this.data;
    const sent = new SentSoFar();
    this.sent.set(audience, sent);
    return { database, safe: this.parts.safe, guard: guardOf(settings), sender: senderOf(settings), sent };
  }

  /** Whether all views have everything up to the position within the time. */
  async reached(position: string, ms: number): Promise<boolean> {
    const isThere = () => this.position !== undefined && isAtOrAfter(this.position, position);
    if (isThere()) return true;
    return new Promise((resolve) => {
      const end = (is: boolean) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        resolve(is);
      };
      const look = () => void (isThere() && end(true));
      const timer = setTimeout(() => end(false), ms);
      this.waiting.add(look);
    });
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await Promise.all(this.watches.map((watch) => watch.stop()));
    if (this.worker) await this.end(this.worker);
    for (const database of this.databases) await database.close();
  }

  /** What is under way is written first, if it can be; a thread that waits for a store that is gone is ended. */
  private async end(worker: Worker): Promise<void> {
    const ended = new Promise<void>((resolve) => (this.stopped = resolve));
    const late = setTimeout(() => void worker.terminate(), STOP_MS);
    worker.postMessage('stop');
    await ended;
    clearTimeout(late);
  }

  private hear(said: Said, ready: () => void): void {
    if (said.what === 'ready') {
      this.watches.forEach((watch) => watch.begin());
      ready();
    } else if (said.what === 'failed')
      this.parts.log.error({ of: said.of, err: said.error }, 'a view could not be made; trying again');
    else if (said.what === 'stopped') void this.worker?.terminate();
    else if (said.what === 'sent') this.sent.get(said.audience)?.count(said.result);
    else {
      this.position = said.position;
      this.waiting.forEach((look) => look());
      this.watches.forEach((watch) => void watch.look());
    }
  }
}
