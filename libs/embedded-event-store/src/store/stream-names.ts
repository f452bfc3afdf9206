import type Database from 'better-sqlite3';
import { LRUCache } from 'lru-cache';

const REMEMBERED = 20_000;

/** The names of streams by number: a stream keeps its name for ever. Cheaper for each event than a join. */
export class StreamNames {
  private readonly known = new LRUCache<number, string>({ max: REMEMBERED });
  private readonly select: Database.Statement<[number], string>;

  constructor(database: Database.Database) {
    this.select = database.prepare<[number], string>('SELECT name FROM streams WHERE id = ?').pluck();
  }

  /** Empty when there is no such stream, which only a damaged store knows. */
  of(stream: number): string {
    const known = this.known.get(stream);
    if (known !== undefined) return known;

    const name = this.select.get(stream) ?? '';
    this.known.set(stream, name);
    return name;
  }
}
