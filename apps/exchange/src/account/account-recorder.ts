import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Clock, RecordAccountChange, RecordAccountFound } from '@fuyuan/application';
import { type AccountChange, type Accounts, type AccountStanding, Identity, standingOf } from '@fuyuan/identity';
import { causeOfChange, causeOfFinding } from './account-causes';

type Content = Awaited<ReturnType<Accounts['content']>>;

/**
 * Brings what happened to the accounts into the log: the changes that wait in their file, each once however often it is
 * tried, and what differs from the record without anybody having said so. While the store is away they wait there.
 */
@Injectable()
export class AccountRecorder {
  /** The version of the file of which everything is on record; `null` before the first look. */
  private recorded: string | undefined | null = null;
  /** By name, the accounts as they are on record, as far as this process knows. */
  private readonly onRecord = new Map<string, string>();
  /** How many changes waited at the last look. */
  waiting = 0;

  constructor(
    private readonly identity: Identity,
    private readonly commands: CommandBus,
    private readonly clock: Clock,
  ) {}

  /** Records what is not on record yet. Errors: AccountsFileDamaged, those of Register; then it is to look again. */
  async look(): Promise<void> {
    const { accounts } = this.identity;
    if ((await accounts.fileVersion()) === this.recorded) return;
    await accounts.refresh();

    let content = await accounts.content();
    while (content.changes.length > 0) {
      this.waiting = content.changes.length;
      await this.recordChanges(content.changes);
      content = await accounts.content();
    }
    this.waiting = 0;
    if (await this.recordFindings(content)) this.recorded = content.version;
  }

  /** As far as they can be recorded: what stands before a fault is settled all the same. */
  private async recordChanges(changes: readonly AccountChange[]): Promise<void> {
    const done = new Set<string>();
    try {
      for (const change of changes) {
        const { id: _, at, ...what } = change;
        const occurredAt = new Date(at).toISOString();
        await this.commands.execute(new RecordAccountChange({ ...what, occurredAt }, causeOfChange(change)));
        done.add(change.id);
      }
    } finally {
      if (done.size > 0) await this.identity.accounts.settle(done);
    }
  }

  /** False when the file changed meanwhile, so that it is to be looked at again. */
  private async recordFindings({ accounts, version }: Content): Promise<boolean> {
    const found = new Map<string, AccountStanding | null>(accounts.map((each) => [each.name, standingOf(each)]));
    for (const name of this.onRecord.keys()) if (!found.has(name)) found.set(name, null);

    const stillSo = async () => (await this.identity.accounts.fileVersion()) === version;
    for (const [account, standing] of found) {
      const told = JSON.stringify(standing);
      if (this.onRecord.get(account) === told) continue;

      const finding = { account, standing, foundAt: this.clock.now().toISOString() };
      await this.commands.execute(new RecordAccountFound(finding, causeOfFinding(), stillSo));
      if (!(await stillSo())) return false;
      if (standing) this.onRecord.set(account, told);
      else this.onRecord.delete(account);
    }
    return true;
  }
}
