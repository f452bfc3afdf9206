import type { Log } from '../logging/log';

/** Resolves when the thing is well; rejects, or takes too long, when it is not. */
export type ReadinessCheck = () => Promise<unknown>;

export type ReadinessReport = Readonly<{
  ready: boolean;
  stopping: boolean;
  /** By name: how the check came out, and how long it took in milliseconds. */
  checks: Readonly<Record<string, Readonly<{ outcome: 'ok' | 'failed' | 'timeout'; ms: number }>>>;
}>;

type Outcome = ReadinessReport['checks'][string];

/** Milliseconds that one check may take. */
const PATIENCE = 2_000;

/** Whether this process can serve: every registered check is well, and it is not stopping. */
export class Readiness {
  private isStopping = false;
  private readonly leaving = new Set<() => void>();
  private readonly checks = new Map<string, ReadinessCheck>();
  private readonly failing = new Set<string>();

  constructor(private readonly log: Log) {}

  /** True from the first sign that the process is to end. */
  get stopping(): boolean {
    return this.isStopping;
  }

  set stopping(is: boolean) {
    if (is && !this.isStopping) this.leaving.forEach((leave) => leave());
    this.isStopping = is;
  }

  /** Called once the process is to end, so that answers that would go on for ever are brought to theirs. It must not throw. */
  onStopping(leave: () => void): void {
    this.leaving.add(leave);
  }

  /** Adds a check under a name, e.g. `event-store`. Throws when the name is taken. */
  register(name: string, check: ReadinessCheck): void {
    if (this.checks.has(name)) throw new Error(`The readiness check '${name}' is registered twice.`);
    this.checks.set(name, check);
  }

  /** Asks all checks at once. */
  async report(): Promise<ReadinessReport> {
    const outcomes = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await this.run(name, check)] as const),
    );
    const ready = !this.stopping && outcomes.every(([, { outcome }]) => outcome === 'ok');
    return { ready, stopping: this.stopping, checks: Object.fromEntries(outcomes) };
  }

  private async run(name: string, check: ReadinessCheck): Promise<Outcome> {
    const began = performance.now();
    const [outcome, err] = await within(PATIENCE, check);
    this.tell(name, outcome, err);
    return { outcome, ms: Math.round(performance.now() - began) };
  }

  /** Only a change is news. */
  private tell(name: string, outcome: Outcome['outcome'], err: unknown): void {
    if (outcome === 'ok') {
      if (this.failing.delete(name)) this.log.info({ check: name }, 'a readiness check is well again');
    } else if (!this.failing.has(name)) {
      this.failing.add(name);
      this.log.warn({ check: name, outcome, err }, 'a readiness check fails');
    }
  }
}

async function within(ms: number, check: ReadinessCheck): Promise<[Outcome['outcome'], unknown?]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<['timeout']>((resolve) => {
    timer = setTimeout(() => resolve(['timeout']), ms);
  });
  try {
    return await Promise.race([check().then((): ['ok'] => ['ok']), late]);
  } catch (error) {
    return ['failed', error];
  } finally {
    clearTimeout(timer);
  }
}
