import { type DynamicModule, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Metrics, ProblemCatalogue, Readiness } from '@fuyuan/platform';
import { BROKERS_TOLD, ContractsController } from './contracts.controller';
import { OperatorGuard, RELAY_TOKEN } from './operator.guard';
import { relayProblems } from './relay.problems';
import { RelayController } from './relay.controller';
import { RelayLoop } from './relay-loop';
import type { RelayConfig } from './relay.config';

@Module({})
export class RelayModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    private readonly loop: RelayLoop,
    private readonly readiness: Readiness,
    private readonly metrics: Metrics,
    problems: ProblemCatalogue,
  ) {
    problems.register(relayProblems);
  }

  static forRoot(loop: RelayLoop, config: Readonly<RelayConfig>): DynamicModule {
    const { relayToken, kafkaBrokers: brokers, kafkaCaFile, kafkaUser } = config;
    const secure = kafkaCaFile !== undefined || kafkaUser !== undefined;
    return {
      module: RelayModule,
      controllers: [RelayController, ContractsController],
      providers: [
        { provide: RelayLoop, useValue: loop },
        { provide: BROKERS_TOLD, useValue: { brokers, secure } },
        { provide: RELAY_TOKEN, useValue: relayToken ?? null },
        OperatorGuard,
      ],
    };
  }

  /** One that stands by, or is paused, is well; one that cannot go on is not. */
  onModuleInit(): void {
    this.readiness.register('relay', async () => {
      const { state, lastError } = this.loop.standing;
      if (state === 'refused') throw new Error(lastError ?? 'The relay cannot go on.');
    });
    const gauge = (name: string, help: string, read: () => number) => this.metrics.gauge(name, help, read);
    gauge('fuyuan_relay_leads', '1 while this relay publishes.', () => Number(this.loop.standing.state === 'relaying'));
    gauge('fuyuan_relay_live', '1 while the log is read up to its end.', () => Number(this.loop.standing.live));
    gauge('fuyuan_relay_refused', '1 when the log holds what it cannot publish.', () =>
      Number(this.loop.standing.state === 'refused'),
    );
    gauge('fuyuan_relay_lag_events', 'Read from the log and not yet published.', () => this.loop.standing.waiting);
    gauge('fuyuan_relay_lag_seconds', 'Age of the oldest of those.', () => this.loop.standing.lagSeconds);
    gauge('fuyuan_relay_facts', 'Facts passed in this generation.', () => this.loop.standing.checkpoint.facts);
    gauge('fuyuan_relay_messages', 'Messages published in it.', () => this.loop.standing.checkpoint.messages);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}
