import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Accounts } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { RecordHistory, type HistoryPage } from '../history';
import { RecordHidden } from '../refusals';
import { UnitStandings } from '../unit/unit-standings';
import { AccountRegister } from './account-register';

/**
 * Every change to one account, in order. One of another region is refused as if it did not exist: which names may sign
 * in is for nobody to find out. Errors: RecordUnknown.
 */
export class ShowAccountHistory extends Query<HistoryPage> {
  constructor(
    readonly account: string,
    readonly actor: Actor,
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowAccountHistory)
export class ShowAccountHistoryHandler implements IQueryHandler<ShowAccountHistory> {
  constructor(
    private readonly accounts: AccountRegister,
    private readonly units: UnitStandings,
    private readonly history: RecordHistory,
  ) {}

  async execute({ account, actor, from, limit }: ShowAccountHistory): Promise<HistoryPage> {
    const page = this.history.of(`account-${account}`, from, limit);
    const [entries, isInSight] = await Promise.all([page, this.isInSight(account, actor)]);
    if (!isInSight) throw new RecordHidden(`No account ${account} is on record.`);
    return entries;
  }

  private async isInSight(account: string, actor: Actor): Promise<boolean> {
    const { state } = await this.accounts.read(account);
    const [asking, asked] = await this.units.ofAll([actor.unit, state?.unitId ?? actor.unit]);
    const viewer = { unit: actor.unit, role: actor.role, region: asking?.regionCode ?? null };
    return Accounts.mayKnow(state, viewer, asked?.regionCode ?? null);
  }
}
