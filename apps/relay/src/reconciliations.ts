import { Problem } from '@fuyuan/platform';
import { reconcile, type Reconciliation, type ReconciliationProgress } from './reconcile';

type Of = Parameters<typeof reconcile>[0];

/** The one that runs, or was the last; instants are UTC. */
export type ReconciliationStanding = Readonly<{
  state: 'none' | 'running' | 'done' | 'failed';
  generation: number | null;
  startedAt: string | null;
  endedAt: string | null;
  progress: ReconciliationProgress | null;
  result: Reconciliation | null;
  error: string | null;
}>;

const NONE: ReconciliationStanding = {
  state: 'none',
  generation: null,
  startedAt: null,
  endedAt: null,
  progress: null,
  result: null,
  error: null,
};

/** One at a time: each reads every topic and the log. It disturbs no relay, and any relay may do it. */
export class Reconciliations {
  private current: ReconciliationStanding = NONE;
  private readonly stopping = new AbortController();

  constructor(private readonly of: Of) {}

  get standing(): ReconciliationStanding {
    return this.current;
  }

  /** Begins one; of the generation of this relay unless told. Errors: Problem `reconciliation-running`. */
  begin(generation: number = this.of.config.relayGeneration): ReconciliationStanding {
    if (this.current.state === 'running') throw new Problem('reconciliation-running');
    this.current = { ...NONE, state: 'running', generation, startedAt: new Date().toISOString() };
    const config = { ...this.of.config, relayGeneration: generation };
    const tell = (progress: ReconciliationProgress) => (this.current = { ...this.current, progress });
    reconcile({ ...this.of, config }, { tell, signal: this.stopping.signal }).then(
      (result) => this.end({ state: 'done', result }),
      (error: Error) => this.end({ state: 'failed', error: error.message }),
    );
    return this.current;
  }

  stop(): void {
    this.stopping.abort(new Error('The relay has stopped.'));
  }

  private end(how: Partial<ReconciliationStanding>): void {
    this.current = { ...this.current, ...how, endedAt: new Date().toISOString() };
  }
}
