import { Referrals, RuleBroken, type Referral, type ReferralEvent, type Units } from '@fuyuan/domain';
import { initialRouting, inOrder, publish, type Published, type Recorded, type Routing } from '@fuyuan/publishing';
import { BASIS, NOW, OWN_BASIS, clue, enforcement } from './referral-facts';

/** Who there is in a walk: system and region. `outsider` is never named by anyone. */
export const WALK_UNITS = {
  court: ['court', '220284'],
  'high-court': ['court', '220000'],
  'town-court': ['court', '220283'],
  procuratorate: ['procuratorate', '220284'],
  bureau: ['government', '220284'],
  police: ['government', '220283'],
  town: ['government', '220284'],
  convener: ['government', '220200'],
  outsider: ['court', '220284'],
} as const;
export type WalkUnit = keyof typeof WALK_UNITS;
const NAMED = (Object.keys(WALK_UNITS) as WalkUnit[]).filter((unitId) => unitId !== 'outsider');
const kindOf = () => 'bureau' as const;

/** A random history of referrals among a few units, decided by the model and published; the same seed, the same walk. */
export class ReferralWalk {
  readonly log: Recorded[] = [];
  readonly published: Published[] = [];
  readonly referrals = new Map<string, Referral>();
  /** Who took over from whom, one step. */
  readonly heirs = new Map<string, string>();
  private routing: Routing = initialRouting;
  private mixed: number;
  private asked = 0;

  constructor(readonly seed: number) {
    this.mixed = seed;
  }

  /** Goes on until there are so many facts. */
  async to(facts: number): Promise<void> {
    if (this.log.length === 0) await this.registers();
    for (; this.log.length < facts; this.asked++) {
      const id = idOf(Math.floor(this.random() * Math.min(1 + this.asked / 20, 60)));
      if (this.asked > 300 && this.random() < 1 / 200) await this.merges();
      else await this.acts(id, this.referrals.get(id) ?? Referrals.initial);
    }
  }

  /** Who stands for a unit today. */
  standingFor(unitId: string): string {
    const heir = this.heirs.get(unitId);
    return heir === undefined ? unitId : this.standingFor(heir);
  }

  private async registers(): Promise<void> {
    for (const [unitId, [system, regionCode]] of Object.entries(WALK_UNITS)) {
      const said = { name: unitId, kind: kindOf(), system, level: 'county', regionCode, parentId: null };
      await this.happens(`unit-${unitId}`, {
        type: 'UnitRegistered',
        data: { unitId, ...said, effectiveOn: '2026-01-01', ...this.act() },
      });
    }
  }

  private async merges(): Promise<void> {
    const [unitId, heirId] = [this.one(NAMED), this.one(NAMED)];
    if (this.standingFor(heirId) === unitId || unitId === heirId || this.heirs.has(unitId) || this.heirs.size > 1)
      return;
    this.heirs.set(unitId, heirId);
    const said = { unitId, heirId, effectiveOn: '2026-01-01', reason: '机构改革', ...this.act() };
    await this.happens(`unit-${unitId}`, { type: 'UnitMerged', data: said });
  }

  private async sends(referralId: string): Promise<void> {
    const [unitId, receiverId, approverId] = [this.one(NAMED), this.one(NAMED), this.one(NAMED)];
    if (receiverId === unitId || receiverId === approverId) return;
    const kind = { ...this.one([clue, enforcement, enforcement]), receiverKinds: null };
    const regions = { senderRegion: WALK_UNITS[unitId][1], receiverRegion: WALK_UNITS[receiverId][1] };
    const supervisorId = this.one(NAMED);
    const isParty = [unitId, receiverId, approverId].includes(supervisorId);
    const supervision = isParty || this.random() < 0.5 ? {} : { supervisorId };
    const said = { subject: `事由${this.log.length}`, request: '请办理', caseNumber: null, consent: null };
    const data = {
      referralId,
      unitId,
      receiverId,
      approverId,
      ...supervision,
      kind,
      ...regions,
      ...said,
      ...this.act(),
    };
    await this.record(referralId, [{ type: 'ReferralSent', data }]);
  }

  private async acts(referralId: string, state: Referral): Promise<void> {
    if (state.status === 'unknown') return this.sends(referralId);
    const { sending, chain } = state.matter;
    const holder = chain.at(-1)?.unitId ?? '';
    const others = [sending.approverId, sending.supervisorId ?? holder];
    const who = this.one([sending.unitId, chain.at(-1)?.handedBy ?? '', ...others, holder, holder, holder]);
    const act = { referralId, unit: standing(who), role: 'officer', legalBasis: OWN_BASIS };
    try {
      await this.record(referralId, this.one(this.attempts())(state, act, this.now()));
    } catch (refusal) {
      if (!(refusal instanceof RuleBroken)) throw refusal;
    }
  }

  private attempts(): readonly Attempt[] {
    const until = `2026-0${1 + Math.floor(this.random() * 9)}-01`;
    return [
      (state, act, now) => Referrals.deliverReferral(state, { ...act, mode: 'electronic' }, now),
      Referrals.signForReferral,
      Referrals.signForReferral,
      Referrals.acceptReferral,
      (state, act, now) => Referrals.returnReferral(state, { ...act, reason: '非本辖区' }, now),
      (state, act, now) => {
        const receiver = standing(this.one(NAMED));
        return Referrals.forwardReferral(state, { ...act, reason: '属地', receiver }, now);
      },
      (state, act, now) => Referrals.reportProgress(state, { ...act, progress: `进展${this.log.length}` }, now),
      (state, act, now) => Referrals.requestExtension(state, { ...act, reason: '核查', until }, now),
      (state, act, now) => Referrals.grantExtension(state, { ...act, until }, now),
      (state, act, now) => Referrals.suspendReferral(state, { ...act, reason: '等待' }, now),
      (state, act, now) => Referrals.resumeReferral(state, { ...act, reason: '已结' }, now),
      (state, act, now) => Referrals.urgeReferral(state, { ...act, words: `催${this.log.length}` }, now),
      (state, act, now) => Referrals.superviseReferral(state, { ...act, opinion: `督${this.log.length}` }, now),
      (state, act, now) => Referrals.concludeReferral(state, { ...act, outcome: 'settled', summary: '办结' }, now),
      Referrals.confirmReferral,
      (state, act, now) => Referrals.sendBackReferral(state, { ...act, reason: '缺附件' }, now),
      (state, act, now) => Referrals.closeReferral(state, { ...act, remark: null }, now),
      (state, act, now) => Referrals.reopenReferral(state, { ...act, reason: '新情况', decision: '纪要' }, now),
      (state, act, now) => this.corrects(state, act, now),
      (state, act, now) => this.corrects(state, act, now),
    ];
  }

  private corrects(state: Referral, act: Referrals.ActOnReferral, now: Date): ReferralEvent[] {
    const known = this.of(`referral-${act.referralId}`);
    const mistaken = known
      .filter(({ type }) => type !== 'ReferralActCorrected')
      .slice(this.random() < 0.3 ? -2 : -1)[0];
    if (!mistaken) return [];
    const { unitId } = mistaken.data as { unitId: string };
    const { revision, type } = mistaken as { revision: number; type: ReferralEvent['type'] };
    const said = { ...act, unit: standing(unitId), reason: '误录', revision, act: { revision, type, unitId } };
    return Referrals.correctReferralAct(state, said, now);
  }

  private async record(id: string, events: readonly ReferralEvent[]): Promise<void> {
    for (const event of events) {
      this.referrals.set(id, Referrals.evolve(this.referrals.get(id) ?? Referrals.initial, event));
      await this.happens(`referral-${id}`, event);
    }
  }

  private async happens(stream: string, event: { type: string; data: object }): Promise<void> {
    const position = `${this.log.length}/${this.log.length}`;
    const at = this.now().toISOString();
    const cause = { correlationId: 'c', causationId: 'c', actorUnit: 'convener', occurredAt: at, recordedAt: at };
    const id = `${stream}@${this.log.length}`;
    const recorded = { id, stream, revision: this.of(stream).length, position, ...event, ...cause };
    const step = publish(this.routing, recorded);
    const earlier = ({ stream: of, from, before }: { stream: string; from: number; before: number }) =>
      this.of(of).slice(from, before);
    for await (const message of inOrder(step, earlier)) this.published.push(message);
    this.log.push(recorded);
    this.routing = step.routing;
  }

  private of(stream: string): Recorded[] {
    return this.log.filter((recorded) => recorded.stream === stream);
  }

  private act() {
    return { legalBasis: BASIS, occurredAt: this.now().toISOString() };
  }

  /** A minute passes with every fact. */
  private now(): Date {
    return new Date(NOW.getTime() + this.log.length * 60_000);
  }

  /** Mulberry32. */
  private random(): number {
    this.mixed = (this.mixed + 0x6d2b79f5) | 0;
    let next = Math.imul(this.mixed ^ (this.mixed >>> 15), 1 | this.mixed);
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
    return ((next ^ (next >>> 14)) >>> 0) / 2 ** 32;
  }

  private one<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }
}

type Attempt = (state: Referral, act: Referrals.ActOnReferral, now: Date) => ReferralEvent[];

const idOf = (nth: number): string => `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`;

const standing = (unitId: string): Units.UnitStanding => ({
  unitId,
  standing: 'active',
  regionCode: WALK_UNITS[unitId as WalkUnit][1],
  kind: 'bureau',
});
