import type { Histories, Stored } from './audit';
import { AUDITOR, type Town } from './town';

type Page = Readonly<{ entries: readonly Stored[]; next: number | null }>;

/** The history of each stream as the auditor reads it through the exchange. Errors: a history that is not shown. */
export async function historiesOf(town: Town, streams: Iterable<string>): Promise<Histories> {
  const histories = new Map<string, readonly Stored[]>();
  for (const stream of streams) histories.set(stream, await historyOf(town, stream));
  return histories;
}

async function historyOf(town: Town, stream: string): Promise<Stored[]> {
  const entries: Stored[] = [];
  let from: number | null = 0;
  while (from !== null) {
    const { status, text } = await town.ask(AUDITOR, `${pathOf(stream)}/history?from=${from}&limit=1000`);
    if (status !== 200) throw new Error(`${stream}: ${status} ${text}`);
    const page = JSON.parse(text) as Page;
    entries.push(...page.entries);
    from = page.next;
  }
  return entries;
}

const PLACES: Readonly<Record<string, string>> = { unit: 'units', lawNotice: 'law-notices', referral: 'referrals' };

function pathOf(stream: string): string {
  const [, kind = '', id] = /^(\w+?)-(.+)$/.exec(stream) ?? [];
  const place = PLACES[kind];
  if (place === undefined) throw new Error(`${stream} names no kind of record.`);
  return `/v1/${place}/${id}`;
}
