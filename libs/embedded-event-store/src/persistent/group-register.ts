import type { EventLog } from '../store/event-log';
import { storageFault } from '../store/store-errors';
import type { GroupName } from './group-name';
import type { GroupSettings } from './group-settings';

/** A group as it is kept. Cursors are revisions of its stream or positions of the log. */
export interface KeptGroup {
  readonly name: GroupName;
  readonly settings: GroupSettings;
  /** Everything up to and including this was settled; what comes after it is (re)delivered after a restart. */
  readonly checkpoint: number;
  /** Whether anything was settled since the group was made. */
  readonly moved: boolean;
  /** Parked events before this revision of the parked stream were asked to be delivered again. */
  readonly replayTo: number;
}

interface GroupRow {
  readonly source: string;
  readonly name: string;
  readonly settings: string;
  readonly checkpoint: number;
  readonly moved: number;
  readonly replay_to: number;
}

const TABLE = `
CREATE TABLE IF NOT EXISTS persistent_groups (
  source TEXT NOT NULL,
  name TEXT NOT NULL,
  settings TEXT NOT NULL,
  checkpoint INTEGER NOT NULL,
  moved INTEGER NOT NULL DEFAULT 0,
  replay_to INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (source, name)
) STRICT`;

const OF_GROUP = 'WHERE source = ? AND name = ?';

/** The groups in the store's file, written by its one writer: durable when a promise resolves. */
export class GroupRegister {
  constructor(private readonly log: EventLog) {}

  /** Makes the table where it is not there yet, and reads every group. */
  async load(): Promise<readonly KeptGroup[]> {
    if (!this.hasTable()) await this.log.transact((database) => void database.exec(TABLE));
    try {
      return this.log.database.prepare<[], GroupRow>('SELECT * FROM persistent_groups').all().map(keptGroup);
    } catch (error) {
      throw storageFault(error, this.log.file);
    }
  }

  async add({ name, settings, checkpoint }: KeptGroup): Promise<void> {
    const sql = 'INSERT INTO persistent_groups (source, name, settings, checkpoint) VALUES (?, ?, ?, ?)';
    await this.run(sql, [name.source, name.group, JSON.stringify(settings), checkpoint]);
  }

  async change({ name, settings, checkpoint }: KeptGroup): Promise<void> {
    await this.run(`UPDATE persistent_groups SET settings = ?, checkpoint = ? ${OF_GROUP}`, [
      JSON.stringify(settings),
      checkpoint,
      name.source,
      name.group,
    ]);
  }

  async remove({ source, group }: GroupName): Promise<void> {
    await this.run(`DELETE FROM persistent_groups ${OF_GROUP}`, [source, group]);
  }

  async checkpoint({ source, group }: GroupName, checkpoint: number): Promise<void> {
    await this.run(`UPDATE persistent_groups SET checkpoint = ?, moved = 1 ${OF_GROUP}`, [checkpoint, source, group]);
  }

  async replayTo({ source, group }: GroupName, revision: number): Promise<void> {
    await this.run(`UPDATE persistent_groups SET replay_to = ? ${OF_GROUP}`, [revision, source, group]);
  }

  private async run(sql: string, values: readonly (string | number)[]): Promise<void> {
    await this.log.transact((database) => void database.prepare(sql).run(...values));
  }

  private hasTable(): boolean {
    const sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'persistent_groups'";
    return this.log.database.prepare(sql).get() !== undefined;
  }
}

const keptGroup = (row: GroupRow): KeptGroup => ({
  name: { source: row.source, group: row.name },
  settings: JSON.parse(row.settings) as GroupSettings,
  checkpoint: row.checkpoint,
  moved: row.moved === 1,
  replayTo: row.replay_to,
});
