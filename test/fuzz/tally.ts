import type { Asked } from './asked';
import type { Operation } from './api';

type Count = { accepted: number; refused: number; statuses: Map<number, number> };

/** Open to all, and takes nothing that could be wrong. */
const cannotBeRefused = ({ needsToken, parameters, body }: Operation): boolean =>
  !needsToken && parameters.length === 0 && body === undefined;

/** What takes several right acts in a row, by several people, is not demanded of chance; where it is tried instead. */
export const RARE: Readonly<Record<string, string>> = {
  'POST /v1/referrals/{referralId}/refuse-extension': 'test/journeys/access-matrix and the referral journey',
  'POST /v1/referrals/{referralId}/grant-extension': 'test/journeys/access-matrix and the referral journey',
};

/**
 * What is operated for minutes, and needs a build or a fault that is there, or a receiver whose name can be looked up,
 * has a journey of its own: test/journeys/projections, test/journeys/webhooks.
 */
const OPERATED = /\/v1\/(projections\/|operations\/|webhooks(\/|$))/;

const isRare = (name: string): boolean => Object.hasOwn(RARE, name) || OPERATED.test(name);

/** What an operation has not yet answered, although it could. */
export type Lack = Readonly<{ operation: Operation; lacks: 'accepted' | 'refused' }>;

/** How often each operation was asked, and how it answered. */
export class Tally {
  private readonly counts = new Map<string, Count>();
  private readonly kinds = new Map<string, number>();
  requests = 0;
  accepted = 0;

  constructor(private readonly operations: readonly Operation[]) {
    for (const { name } of operations) this.counts.set(name, { accepted: 0, refused: 0, statuses: new Map() });
  }

  add({ operation, meant }: Asked, status: number): void {
    this.requests += 1;
    this.kinds.set(meant, (this.kinds.get(meant) ?? 0) + 1);
    if (status > 0 && status < 300) this.accepted += 1;
    const count = operation && this.counts.get(operation.name);
    if (!count) return;
    if (status > 0 && status < 300) count.accepted += 1;
    else count.refused += 1;
    count.statuses.set(status, (count.statuses.get(status) ?? 0) + 1);
  }

  /** Of these operations, those that were accepted least so far; what need not be accepted takes no turn of theirs. */
  neglected(operations: readonly Operation[]): Operation[] {
    const accepted = ({ name }: Operation) => this.counts.get(name)?.accepted ?? 0;
    const demanded = operations.filter(({ name }) => !OPERATED.test(name));
    return demanded.sort((a, b) => accepted(a) - accepted(b)).slice(0, 5);
  }

  /** Operations that were never let through (save the rare ones), or never refused although they could have been. */
  lacks(): Lack[] {
    return this.operations.flatMap((operation): Lack[] => {
      const { accepted = 0, refused = 0 } = this.counts.get(operation.name) ?? {};
      return [
        ...(accepted === 0 && !isRare(operation.name) ? [{ operation, lacks: 'accepted' } as const] : []),
        ...(refused === 0 && !cannotBeRefused(operation) ? [{ operation, lacks: 'refused' } as const] : []),
      ];
    });
  }

  /** The same, in words. */
  untouched = (): string[] => this.lacks().map(({ operation, lacks }) => `${operation.name} was never ${lacks}`);

  /** One line for each operation, and what was sent. */
  table(): string {
    const lines = [...this.counts].map(([name, { accepted, refused, statuses }]) => {
      const by = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}×${count}`);
      return `  ${name.padEnd(56)} accepted ${String(accepted).padStart(4)}  refused ${String(refused).padStart(4)}  ${by.join(' ')}`;
    });
    const kinds = [...this.kinds].sort(([, a], [, b]) => b - a).map(([meant, count]) => `${meant} ${count}`);
    const excepted = this.operations
      .filter(cannotBeRefused)
      .map(({ name }) => `  ${name}: cannot be refused, open to all and takes nothing that could be wrong`);
    return [
      `${this.requests} requests, ${this.accepted} accepted`,
      ...lines,
      `sent: ${kinds.join(', ')}`,
      ...excepted,
      `  ${String(OPERATED)}: need not be accepted here; it is in test/journeys/projections`,
      ...Object.entries(RARE).map(([name, where]) => `  ${name}: need not be accepted here; it is in ${where}`),
    ].join('\n');
  }
}
