import { type BeforeApplicationShutdown, Injectable, type OnModuleInit } from '@nestjs/common';
import { DenialBook } from '@fuyuan/application';
import { InjectLog, type Log, Metrics } from '@fuyuan/platform';

const EVERY_MS = 60_000;

/** Has the denials that were noted recorded, every minute and at the end. */
@Injectable()
export class DenialRounds implements OnModuleInit, BeforeApplicationShutdown {
  private readonly lost;
  private lostSoFar = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly book: DenialBook,
    metrics: Metrics,
    @InjectLog() private readonly log: Log,
  ) {
    this.lost = metrics.counter('denials_lost_total', 'Denials that were not recorded, for want of room.');
    metrics.gauge('denials_waiting', 'Entries of denials that are not on record yet.', () => book.waiting);
  }

  onModuleInit(): void {
    this.timer = setInterval(() => void this.record(), EVERY_MS);
    this.timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.record();
    const { waiting } = this.book;
    if (waiting > 0) this.log.error({ waiting }, '有拒绝记录未能写入日志。Denials were lost: the store took none.');
  }

  private async record(): Promise<void> {
    this.tellOfLost();
    try {
      await this.book.flush();
    } catch (error) {
      this.log.warn({ err: error, waiting: this.book.waiting }, 'denials could not be recorded yet');
    }
  }

  private tellOfLost(): void {
    const lost = this.book.lost - this.lostSoFar;
    if (lost === 0) return;
    this.lostSoFar += lost;
    this.lost.inc(lost);
    this.log.error({ lost }, '拒绝记录过多，有遗漏。Denials were lost for want of room.');
  }
}
