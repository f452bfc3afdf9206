import { MESSAGES, type MessageType } from '@fuyuan/contracts';
import type { Act, Receipt } from '../act-book';
import { send } from '../referral-acts';
import { act, legalBasis, OFFICE, publish, PUBLISHER, registrations, signFor, type Town } from '../town';

/** The account of the unit whose own system subscribes; its feeds begin so. */
export const FEED = `unit.${PUBLISHER}`;

type Reader = 'court' | 'justice';
const [COURT, POLICE] = ['panshi-court', 'panshi-police'];
const BOTH: readonly Reader[] = ['court', 'justice'];

/** A day of the town, and what each of two readers must be told of it, in the order in which it happened. */
export class Day {
  private readonly told: Record<Reader, string[]> = { court: [], justice: [] };
  private referral = '';

  constructor(private readonly town: Town) {}

  of(reader: Reader): readonly string[] {
    return [...this.told[reader]];
  }

  async begins(): Promise<void> {
    for (const registration of registrations()) await this.did('cn.fuyuan.unit.registered.v1', BOTH, registration);
    await this.subscribes();
  }

  /** A notice; and a referral that is handed on to the justice bureau by mistake. */
  async goesOn(): Promise<void> {
    const notice = await this.did('cn.fuyuan.law-notice.published.v1', BOTH, publish('主席令第九号'));
    await this.did('cn.fuyuan.law-notice.signed-for.v1', BOTH, signFor(COURT, notice));
    this.referral = await this.did('cn.fuyuan.referral.sent.v1', BOTH, send('other', '协助查询不动产登记'));
    const reason = '误转';
    await this.did('cn.fuyuan.referral.signed-for.v1', BOTH, this.onReferral('sign-for'));
    await this.did(
      'cn.fuyuan.referral.forwarded.v1',
      BOTH,
      this.onReferral('forward', { receiver: PUBLISHER, reason }),
    );
    await this.did(
      'cn.fuyuan.referral.act-corrected.v1',
      ['court'],
      this.onReferral('correct', { revision: 2, reason }),
    );
    this.tell(['justice'], lineOf('fuyuan', 'cn.fuyuan.referral.sight-ended.v1', this.referral, 2));
  }

  /** What happens while the bureau does not subscribe, it is told when it does again. */
  async endsWithAnotherSubscription(): Promise<void> {
    const unsubscribe = act(OFFICE, `/v1/units/${PUBLISHER}/unsubscribe`, { legalBasis });
    await this.did('cn.fuyuan.subscription.ended.v1', ['justice'], unsubscribe);
    await this.did('cn.fuyuan.referral.accepted.v1', ['court'], this.onReferral('accept'));
    await this.did('cn.fuyuan.law-notice.published.v1', BOTH, publish('主席令第十号'));
    await this.subscribes();
  }

  private async subscribes(): Promise<void> {
    const subscribe = act(OFFICE, `/v1/units/${PUBLISHER}/subscribe`, { from: 'beginning', legalBasis });
    await this.did('cn.fuyuan.subscription.started.v1', ['justice'], subscribe);
  }

  private onReferral(verb: string, body: object = {}): Act {
    return act(POLICE, `/v1/referrals/${this.referral}/${verb}`, body);
  }

  /** Does it over HTTP. Returns the id of the record. Errors: it was not recorded. */
  private async did(type: MessageType, readers: readonly Reader[], what: Act): Promise<string> {
    const { status, text } = await this.town.perform(what);
    if (status !== 201) throw new Error(`${what.path}: ${status} ${text}`);
    const { record, revision } = JSON.parse(text) as Receipt;
    this.tell(readers, lineOf(what.account, type, record.id, revision));
    return record.id;
  }

  private tell(readers: readonly Reader[], line: string): void {
    for (const reader of readers) this.told[reader].push(line);
  }
}

const lineOf = (unit: string, type: MessageType, id: string, revision: number): string =>
  `${unit} ${MESSAGES[type].summary.split(' · ')[0]} ${id} 第${revision}版`;

const recordIn = (line: string): string => line.split(' ').at(-2) ?? '';

/** What was printed without the time, the acts of each record in their order: nothing is said of the order of records. */
export const byRecord = (lines: readonly string[]): string[] =>
  lines
    .map((line) => line.replace(/^(【不再展示】)?\d{4}-\d\d-\d\dT[\d:.]+Z /, ''))
    .sort((one, other) => recordIn(one).localeCompare(recordIn(other)));
