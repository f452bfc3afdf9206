import { Injectable } from '@nestjs/common';
import { LawNotices } from '@fuyuan/domain';
import type { Actor } from '../cause';
import { RecordNotYours, RecordUnknown } from '../refusals';
import type { Standing } from '../register';
import { UnitStandings } from '../unit/unit-standings';
import { LawNoticeRegister } from './law-notice-register';

/** Law notices as far as the asker may see them. */
@Injectable()
export class LawNoticesInSight {
  constructor(
    private readonly notices: LawNoticeRegister,
    private readonly units: UnitStandings,
  ) {}

  async of(actor: Actor, noticeId: string) {
    const { state, revision } = await this.notices.read(noticeId);
    if (state.status === 'unknown') throw new RecordUnknown(`No law notice ${noticeId} is published.`);
    if (!(await this.mayKnow(actor, state))) throw new RecordNotYours(`The law notice is not for ${actor.unit}.`);

    return { state, revision } satisfies Standing<LawNotices.LawNotice>;
  }

  private async mayKnow(actor: Actor, notice: Exclude<LawNotices.LawNotice, { status: 'unknown' }>): Promise<boolean> {
    const { regionCode: region } = await this.units.of(actor.unit);
    const viewer = { unit: actor.unit, role: actor.role, region };
    if (LawNotices.mayKnow(notice, viewer, [])) return true;
    if (actor.role !== 'office') return false;

    const addressees = await this.units.ofAll([...notice.handling.keys()]);
    return LawNotices.mayKnow(
      notice,
      viewer,
      addressees.map(({ regionCode }) => regionCode),
    );
  }
}
