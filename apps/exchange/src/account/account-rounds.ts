import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectLog, type Log, Metrics } from '@fuyuan/platform';
import { AccountRecorder } from './account-recorder';

const EVERY_MS = 500;

/** Looks after the accounts from the start to the end; one look at a time. */
@Injectable()
export class AccountRounds implements OnApplicationBootstrap, OnModuleDestroy {
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastFault = '';

  constructor(
    private readonly recorder: AccountRecorder,
    metrics: Metrics,
    @InjectLog() private readonly log: Log,
  ) {
    metrics.gauge('account_changes_waiting', 'Changes to accounts that are not on record yet.', () => recorder.waiting);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void (this.looking ??= this.look()), EVERY_MS);
    this.timer.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** The same fault is told once. */
  private async look(): Promise<void> {
    try {
      await this.recorder.look();
      this.lastFault = '';
    } catch (error) {
      const fault = String(error);
      if (fault !== this.lastFault) this.log.warn({ err: error }, 'changes to accounts could not be recorded yet');
      this.lastFault = fault;
    } finally {
      this.looking = undefined;
    }
  }
}
