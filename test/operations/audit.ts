import type { Receipt } from './act-book';

/** What the checks need of one stored act: where it stands in its record and in the whole log. */
export type Stored = Readonly<{ eventId: string; revision: number; position: string; recordedAt: string }>;

export type Histories = ReadonlyMap<string, readonly Stored[]>;

/**
 * Compares what is stored with what was acknowledged, and names every difference: revisions with a gap, positions
 * that do not ascend, event ids that occur twice, receipts without their events, events that nobody was told of.
 */
export function faultsOf(histories: Histories, receipts: readonly Receipt[]): string[] {
  return [
    ...disordersOf(histories),
    ...receipts.flatMap((receipt) => notKept(receipt, histories.get(receipt.stream) ?? [])),
    ...unclaimedIn(histories, receipts),
  ];
}

/** What can be said of a history without its receipts: gaps, positions that do not ascend, ids that occur twice. */
export const disordersOf = (histories: Histories): string[] => [
  ...[...histories].flatMap(([stream, history]) => disorderIn(stream, history)),
  ...doubledIn(histories),
];

/** `commit/prepare`: where the act was committed in the log. */
const commitOf = (position: string): bigint => BigInt(position.split('/')[0] ?? position);

function disorderIn(stream: string, history: readonly Stored[]): string[] {
  return history.flatMap((stored, index) => {
    const before = history[index - 1];
    const faults: string[] = [];
    if (stored.revision !== index) faults.push(`${stream}: revision ${stored.revision} stands where ${index} belongs`);
    if (before && commitOf(stored.position) <= commitOf(before.position)) {
      faults.push(`${stream}@${stored.revision}: position ${stored.position} does not ascend`);
    }
    return faults;
  });
}

function doubledIn(histories: Histories): string[] {
  const seen = new Set<string>();
  return [...histories].flatMap(([stream, history]) =>
    history.flatMap(({ eventId, revision }) => {
      if (seen.has(eventId)) return [`${stream}@${revision}: event ${eventId} is stored twice`];
      seen.add(eventId);
      return [];
    }),
  );
}

/** A receipt names the last event of its act; an act of several events lies without a gap before it. */
function notKept(receipt: Receipt, history: readonly Stored[]): string[] {
  const first = receipt.revision - receipt.eventIds.length + 1;
  const faults = receipt.eventIds.flatMap((eventId, index) =>
    history[first + index]?.eventId === eventId
      ? []
      : [`${receipt.stream}@${first + index}: the acknowledged event ${eventId} is not there`],
  );
  const last = history[receipt.revision];
  if (last && (last.position !== receipt.position || last.recordedAt !== receipt.recordedAt)) {
    faults.push(`${receipt.stream}@${receipt.revision}: the receipt gives another position or time than the history`);
  }
  return faults;
}

function unclaimedIn(histories: Histories, receipts: readonly Receipt[]): string[] {
  const claims = new Map<string, number>();
  for (const eventId of receipts.flatMap(({ eventIds }) => eventIds)) {
    claims.set(eventId, (claims.get(eventId) ?? 0) + 1);
  }
  return [...histories].flatMap(([stream, history]) =>
    history.flatMap(({ eventId, revision }) => {
      const count = claims.get(eventId) ?? 0;
      return count === 1 ? [] : [`${stream}@${revision}: event ${eventId} belongs to ${count} acts`];
    }),
  );
}
