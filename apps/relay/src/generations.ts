import { setTimeout as pause } from 'node:timers/promises';
import type { RecordedLog } from '@fuyuan/event-store';
import { Problem, type Log } from '@fuyuan/platform';
import type { KafkaClient } from '@fuyuan/kafka';
import { LagWatch, type Lag } from './lag';
import { beginningAt, prepareGeneration } from './new-generation';
import { outOfReach } from './out-of-reach';
import type { RelayConfig } from './relay.config';
import { RelayLoop, type RelayStanding } from './relay-loop';
import { Republications, type Republication } from './republications';
import { RoutingMemories } from './routing-memory';

export type Standing = RelayStanding & Readonly<{ lag: Lag | null }>;
type Running = Readonly<{ loop: RelayLoop; lag: LagWatch }>;

const AGAIN_MS = 1_000;

/**
 * The live generation of topics, and those that are published anew beside it by the relay that leads the live one. Each
 * has a writer, a checkpoint and a lead of its own, so that a relay set to a later generation takes it over as any
 * other that stands by would.
 */
export class Generations {
  readonly live: Running;
  private readonly beside = new Map<number, Running>();
  private readonly republications: Republications;
  private readonly memories = new RoutingMemories();
  private turn: Promise<void> = Promise.resolve();
  private paused = false;
  private stopped = false;

  constructor(
    private readonly config: Readonly<RelayConfig>,
    private readonly kafka: KafkaClient,
    private readonly recorded: RecordedLog,
    private readonly log: Log,
  ) {
    this.republications = new Republications(kafka, config);
    this.live = this.running(config.relayGeneration, () => void this.inTurn(() => this.followLead()));
  }

  start(): void {
    this.live.loop.start();
  }

  /** All of them; each keeps its lead. */
  pause(): void {
    this.paused = true;
    for (const { loop } of this.all) loop.pause();
  }

  resume(): void {
    this.paused = false;
    for (const { loop } of this.all) loop.resume();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    const live = this.live.loop.stop();
    // Not in turn: what is under way may wait for a broker that is away.
    await Promise.all([live, this.endAll()]);
    await this.recorded.dispose();
  }

  get all(): readonly Running[] {
    return [this.live, ...this.beside.values()];
  }

  /** Errors: Problem `generation-unknown`. */
  async standing(generation: number): Promise<Standing> {
    const one = this.all.find(({ loop }) => loop.standing.generation === generation);
    if (!one) throw new Problem('generation-unknown', { values: { generation } });
    return { ...one.loop.standing, lag: await one.lag.look() };
  }

  /**
   * Publishes a generation of topics anew, from the first fact or after a position, while the live one goes on. Asked
   * again, it goes on where it was.
   * Errors: Problem `generation-is-live`, `relay-stands-by`, `relay-out-of-reach`, those of `prepareGeneration`.
   */
  async republish(generation: number, position: string | null): Promise<Standing> {
    if (generation === this.config.relayGeneration) throw new Problem('generation-is-live', { values: { generation } });
    await this.asLeader(async () => {
      const after = await beginningAt(this.recorded, position);
      const at = new Date();
      const config = this.configOf(generation);
      await prepareGeneration({ kafka: this.kafka, log: this.recorded, config, at }, after);
      await this.republications.add({ generation, after, askedAt: at.toISOString() });
      this.begin(generation);
    });
    return this.standing(generation);
  }

  /** Ends it; its topics and checkpoint stay, so that it may go on. Errors: Problem, as above and `generation-unknown`. */
  async end(generation: number): Promise<void> {
    await this.asLeader(async () => {
      const known = this.beside.get(generation);
      if (!known) throw new Problem('generation-unknown', { values: { generation } });
      await this.republications.remove(generation);
      this.beside.delete(generation);
      await known.loop.stop();
    });
  }

  /** Only the one that leads the live generation carries others: else two would. */
  private async asLeader(work: () => Promise<void>): Promise<void> {
    await this.inTurn(async () => {
      if (!this.live.loop.leads) throw new Problem('relay-stands-by');
      await work().catch((error: Error) => Promise.reject(outOfReach(error)));
    });
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private async followLead(): Promise<void> {
    while (this.live.loop.leads && !this.stopped) {
      const asked = await this.republications.read().catch((error: Error) => this.notRead(error));
      if (!asked) await pause(AGAIN_MS, undefined, { ref: false });
      else return asked.forEach(({ generation }) => this.begin(generation));
    }
    await this.endAll();
  }

  private notRead(err: Error): readonly Republication[] | undefined {
    this.log.warn({ err }, 'which generations are published anew is not known yet; it is asked again');
    return undefined;
  }

  private begin(generation: number): void {
    if (this.stopped || this.beside.has(generation)) return;
    const running = this.running(generation);
    this.beside.set(generation, running);
    if (this.paused) running.loop.pause();
    running.loop.start();
  }

  private async endAll(): Promise<void> {
    const all = [...this.beside.values()];
    this.beside.clear();
    await Promise.all(all.map(({ loop }) => loop.stop()));
  }

  private running(generation: number, leadChanged: (leads: boolean) => void = () => undefined): Running {
    const { kafka, recorded, memories, log } = this;
    const config = this.configOf(generation);
    const loop = new RelayLoop({ config, kafka, recorded, memories, log, leadChanged });
    return {
      loop,
      lag: new LagWatch(
        recorded,
        () => loop.known,
        () => new Date(),
      ),
    };
  }

  private configOf(relayGeneration: number): Readonly<RelayConfig> {
    return { ...this.config, relayGeneration };
  }
}
