import type { Kysely } from 'kysely';
import type { ReadDatabase } from '../database';
import type { EngineTables, RecordRow } from '../engine-tables';
import type { BuildReader } from './build-reader';
import { messagesDiffering, rowsDiffering, stateDiffering, type Difference } from './differing';

export type Sides = Readonly<{
  kept: BuildReader;
  expected: BuildReader;
  /** `state`: rows are expected as the state of `expected` says, and the state itself is compared. */
  by: 'rows' | 'state';
}>;

/** How far a comparison is, and what it found; it goes on from there. */
export type Compared = Readonly<{
  /** The last record that was compared. */
  after: string | null;
  /** All records of both were seen, but for those in motion. */
  isThrough: boolean;
  records: number;
  /** How many rows differ; the first of them are named. */
  differing: number;
  differences: readonly Difference[];
  /** Records that one of the two had more messages of when they were looked at. */
  inMotion: readonly string[];
}>;

export const NOT_COMPARED: Compared = {
  after: null,
  isThrough: false,
  records: 0,
  differing: 0,
  differences: [],
  inMotion: [],
};

const NAMED = 50;
const PAGE = 200;

/** Compares two builds in the order of their records, a page of them at a time, each page as of one instant. */
export class Comparison {
  constructor(
    private readonly database: ReadDatabase,
    private readonly sides: Sides,
  ) {}

  /** How many records there are to compare. */
  size(): Promise<number> {
    return this.sides.expected.size(this.database.db);
  }

  nextPage(so: Compared): Promise<Compared> {
    return this.atOnce(async (on) => {
      const { kept, expected } = this.sides;
      const ones = await kept.recordsAfter(on, so.after, PAGE);
      const others = await expected.recordsAfter(on, so.after, PAGE);
      const upTo = leastEnd(ones, others);
      const within = (rows: readonly RecordRow[]) =>
        rows.filter(({ record_id }) => upTo === null || !isBehind(record_id, upTo));
      const compared = await this.compare(on, within(ones), within(others));
      return { ...added(so, compared), after: upTo ?? so.after, isThrough: upTo === null };
    });
  }

  /** Looks again at what was in motion. Where both have read just as much, what still differs is a difference. */
  settle(so: Compared): Promise<Compared> {
    return this.atOnce(async (on) => {
      const { kept, expected } = this.sides;
      const ids = so.inMotion.slice(0, PAGE);
      const [ones, others] = [await kept.recordsOf(on, ids), await expected.recordsOf(on, ids)];
      const looked = await this.compare(on, ones, others);
      const rest = so.inMotion.slice(PAGE);
      if (!(await this.areAtTheSamePlace(on))) return { ...added(so, looked), inMotion: [...rest, ...looked.inMotion] };
      const differences = looked.inMotion.map((id) => messagesDiffering(find(ones, id), find(others, id)));
      const all = { ...looked, differences: [...looked.differences, ...differences], inMotion: [] };
      return { ...added(so, all), inMotion: rest };
    });
  }

  private async compare(on: Kysely<EngineTables>, ones: readonly RecordRow[], others: readonly RecordRow[]) {
    const { kept, expected, by } = this.sides;
    const ids = [...new Set([...ones, ...others].map(({ record_id }) => record_id))];
    const [keptRows, expectedRows] = [await kept.rowsOf(on, ids), await expected.rowsOf(on, ids)];
    const theirs = new Map(others.map((row) => [row.record_id, row]));
    const mine = new Map(ones.map((row) => [row.record_id, row]));
    const differences: Difference[] = [];
    const inMotion: string[] = [];
    for (const id of ids) {
      const [one, other] = [mine.get(id), theirs.get(id)];
      if (!one || !other || one.chain !== other.chain || one.count !== other.count) inMotion.push(id);
      else {
        const wanted = by === 'state' ? kept.rowsSaid(other) : (expectedRows.get(id) ?? new Map());
        differences.push(...rowsDiffering(keptRows.get(id) ?? new Map(), wanted));
        if (by === 'state') differences.push(...stateDiffering(one, other));
      }
    }
    return { records: ids.length - inMotion.length, differences, inMotion };
  }

  /** Whether both have read just as far in every part of the feed. */
  private async areAtTheSamePlace(on: Kysely<EngineTables>): Promise<boolean> {
    const at = async ({ build }: BuildReader['build']) => {
      const rows = await on.selectFrom('cursors').selectAll().where('build', '=', build).orderBy('source').execute();
      return JSON.stringify(rows.map(({ source, next }) => [source, next]));
    };
    return (await at(this.sides.kept.build)) === (await at(this.sides.expected.build));
  }

  private atOnce<T>(work: (on: Kysely<EngineTables>) => Promise<T>): Promise<T> {
    const begun = this.database.db.transaction();
    const whole = this.database.dialect.name === 'sqlite' ? begun : begun.setIsolationLevel('repeatable read');
    return whole.execute(work);
  }
}

type Found = Readonly<{ records: number; differences: readonly Difference[]; inMotion: readonly string[] }>;

const added = (so: Compared, { records, differences, inMotion }: Found): Compared => ({
  ...so,
  records: so.records + records,
  differing: so.differing + differences.length,
  differences: [...so.differences, ...differences].slice(0, NAMED),
  inMotion: [...so.inMotion, ...inMotion],
});

const find = (rows: readonly RecordRow[], id: string) => rows.find(({ record_id }) => record_id === id);

/** As both databases sort: by code points. */
const isBehind = (one: string, other: string): boolean => Buffer.compare(Buffer.from(one), Buffer.from(other)) > 0;

/** Up to where both pages are whole; null where both reach the end. */
function leastEnd(...pages: readonly (readonly RecordRow[])[]): string | null {
  const ends = pages.filter((page) => page.length === PAGE).map((page) => page.at(-1)?.record_id ?? '');
  return ends.reduce<string | null>((least, end) => (least === null || isBehind(least, end) ? end : least), null);
}
