import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accounts } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { AccountRegister } from './account-register';

/**
 * Compares an account as it was found with what is on record of it, and records what differs. `stillSo` is asked after
 * the record was read: what was found may have been overtaken by a change that is on record already.
 */
export class RecordAccountFound extends Command<Receipt | null> {
  constructor(
    readonly finding: Accounts.AccountFinding,
    readonly cause: Cause,
    readonly stillSo: () => Promise<boolean>,
  ) {
    super();
  }
}

@CommandHandler(RecordAccountFound)
export class RecordAccountFoundHandler implements ICommandHandler<RecordAccountFound> {
  constructor(private readonly accounts: AccountRegister) {}

  /** `null` when there is nothing to record. */
  async execute({ finding, cause, stillSo }: RecordAccountFound): Promise<Receipt | null> {
    const { state, revision } = await this.accounts.read(finding.account);
    if (Accounts.recordAccountFound(state, finding).length === 0 || !(await stillSo())) return null;

    const unlessOvertaken = { ...cause, ifRevision: revision };
    return this.accounts.change(
      finding.account,
      (stands) => Accounts.recordAccountFound(stands, finding),
      unlessOvertaken,
    );
  }
}
