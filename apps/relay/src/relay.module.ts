import { type DynamicModule, Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Metrics, ProblemCatalogue, Readiness } from '@fuyuan/platform';
import { BROKERS_TOLD, ContractsController } from './contracts.controller';
import { GenerationsController } from './generations.controller';
import { Generations } from './generations';
import type { Lag } from './lag';
import { OperatorGuard, RELAY_TOKEN } from './operator.guard';
import { ReconciliationController } from './reconciliation.controller';
import { Reconciliations } from './reconciliations';
import { relayProblems } from './relay.problems';
import { RelayController } from './relay.controller';
import type { RelayConfig } from './relay.config';

const PARTS = 'fuyuan:relay-parts';
type Parts = Readonly<{ generations: Generations; reconciliations: Reconciliations }>;

@Module({})
export class RelayModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(PARTS) private readonly parts: Parts,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    problems: ProblemCatalogue,
  ) {
    problems.register(relayProblems);
  }

  static forRoot(parts: Parts, config: Readonly<RelayConfig>): DynamicModule {
    const { relayToken, kafkaBrokers: brokers, kafkaCaFile, kafkaUser } = config;
    const secure = kafkaCaFile !== undefined || kafkaUser !== undefined;
    return {
      module: RelayModule,
      controllers: [RelayController, GenerationsController, ReconciliationController, ContractsController],
      providers: [
        { provide: PARTS, useValue: parts },
        { provide: Generations, useValue: parts.generations },
        { provide: Reconciliations, useValue: parts.reconciliations },
        { provide: BROKERS_TOLD, useValue: { brokers, secure } },
        { provide: RELAY_TOKEN, useValue: relayToken ?? null },
        OperatorGuard,
      ],
    };
  }

  /** One that stands by, or is paused, is well; one that cannot go on is not. */
  onModuleInit(): void {
    this.readiness.register('relay', async () => {
      for (const { loop } of this.parts.generations.all) {
        const { state, lastError } = loop.standing;
        if (state === 'refused') throw new Error(lastError ?? 'The relay cannot go on.');
      }
    });
    this.measureWork();
    this.measureLag();
  }

  async onApplicationShutdown(): Promise<void> {
    this.parts.reconciliations.stop();
    await this.parts.generations.stop();
  }

  private measureWork(): void {
    const { loop } = this.parts.generations.live;
    const gauge = (name: string, help: string, read: () => number) => this.metrics.gauge(name, help, read);
    gauge('fuyuan_relay_leads', '1 while this relay publishes.', () => Number(loop.standing.state === 'relaying'));
    gauge('fuyuan_relay_live', '1 while the log is read up to its end.', () => Number(loop.standing.live));
    gauge('fuyuan_relay_refused', '1 when the log holds what it cannot publish.', () =>
      Number(loop.standing.state === 'refused'),
    );
    gauge('fuyuan_relay_facts', 'Facts passed in this generation.', () => loop.standing.checkpoint.facts);
    gauge('fuyuan_relay_messages', 'Messages published in it.', () => loop.standing.checkpoint.messages);
    gauge('fuyuan_relay_beside', 'Generations published anew beside it.', () => this.parts.generations.all.length - 1);
  }

  /** Asked of the store at each collection; not a number while another relay leads, or nothing is known. */
  private measureLag(): void {
    const gauge = (name: string, help: string, read: (lag: Lag) => number | null) =>
      this.metrics.gauge(name, help, async () => {
        const lag = await this.parts.generations.live.lag.look();
        return (lag && read(lag)) ?? Number.NaN;
      });
    gauge('fuyuan_relay_lag_events', 'Facts recorded and not yet published.', ({ events }) => events);
    gauge('fuyuan_relay_lag_counted', '1 when they were counted, 0 when estimated.', ({ known }) =>
      Number(known === 'counted'),
    );
    gauge('fuyuan_relay_lag_seconds', 'Age of the oldest of them.', ({ seconds }) => seconds);
  }
}
