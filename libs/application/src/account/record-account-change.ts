import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Accounts } from '@fuyuan/domain';
import type { Cause } from '../cause';
import type { Receipt } from '../receipt';
import { AccountRegister } from './account-register';

/** Records a change to an account that has happened; recorded again under the same request, it changes nothing. */
export class RecordAccountChange extends Command<Receipt> {
  constructor(
    readonly change: Accounts.AccountChange,
    readonly cause: Cause,
  ) {
    super();
  }
}

@CommandHandler(RecordAccountChange)
export class RecordAccountChangeHandler implements ICommandHandler<RecordAccountChange> {
  constructor(private readonly accounts: AccountRegister) {}

  execute({ change, cause }: RecordAccountChange): Promise<Receipt> {
    return this.accounts.change(change.account, (state) => Accounts.recordAccountChange(state, change), cause);
  }
}
