import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { ReferralKinds, shanghaiDate, type CalendarDate } from '@fuyuan/domain';
import { Clock } from '../clock';
import { RecordHistory, type HistoryPage } from '../history';
import { RecordUnknown } from '../refusals';
import { ReferralKindsRegister } from './referral-kinds-register';

/** The kinds that stand on a day; `revision` is -1 while the office changed nothing of the standard ones. */
export type StandingKinds = Readonly<{
  day: CalendarDate;
  kinds: readonly ReferralKinds.ListedKind[];
  revision: number;
}>;

/** Which kinds may be sent on a day, today unless said: whoever is signed in sees the list. */
export class ShowReferralKinds extends Query<StandingKinds> {
  constructor(readonly on: CalendarDate | null) {
    super();
  }
}

@QueryHandler(ShowReferralKinds)
export class ShowReferralKindsHandler implements IQueryHandler<ShowReferralKinds> {
  constructor(
    private readonly kinds: ReferralKindsRegister,
    private readonly clock: Clock,
  ) {}

  async execute({ on }: ShowReferralKinds): Promise<StandingKinds> {
    const { state, revision } = await this.kinds.read(ReferralKinds.REFERRAL_KINDS_ID);
    const day = on ?? shanghaiDate(this.clock.now());
    return { day, kinds: ReferralKinds.kindsOn(state, day), revision };
  }
}

/** Every act on the list of kinds, in order; none while the office changed nothing of the standard ones. */
export class ShowReferralKindsHistory extends Query<HistoryPage> {
  constructor(
    readonly from: number,
    readonly limit: number,
  ) {
    super();
  }
}

@QueryHandler(ShowReferralKindsHistory)
export class ShowReferralKindsHistoryHandler implements IQueryHandler<ShowReferralKindsHistory> {
  constructor(private readonly history: RecordHistory) {}

  async execute({ from, limit }: ShowReferralKindsHistory): Promise<HistoryPage> {
    try {
      return await this.history.of(`codeList-${ReferralKinds.REFERRAL_KINDS_ID}`, from, limit);
    } catch (error) {
      if (error instanceof RecordUnknown) return { entries: [], next: null };
      throw error;
    }
  }
}
