import { exampleOf, isMessageType, type Family } from '@fuyuan/contracts';

/** A message as it lies in a topic of a read side. */
export type ProvinceMessage = Readonly<{ family: Family; key: string; value: string }>;

export type ProvinceOptions = Readonly<{
  /** Records that are in motion at the same time: their acts are told in turns. */
  inMotion: number;
  /** Of ten records so many are law notices, the others referrals. */
  noticesOfTen?: number;
  units?: number;
  seed?: number;
}>;

type Step = readonly [what: string, data?: Readonly<Record<string, unknown>>];
type OpenRecord = { readonly family: Family; readonly id: string; readonly steps: readonly Step[]; next: number };

const PLACES = ['磐石', '桦甸', '蛟河', '舒兰', '永吉', '船营', '昌邑', '龙潭', '丰满', '梅河口', '辉南', '柳河'];
const MATTERS = ['不动产登记', '住房公积金', '车辆登记', '土地承包', '物业服务', '工资拖欠', '食品安全', '生态环境'];
const ASKED = ['请协助查询并书面回复', '请调解并告知结果', '请依法处理', '请核查后反馈', '请送达并回证', '请协助冻结'];
const SAID = ['已调取登记簿', '已约谈双方当事人', '正在实地核查', '已向上级请示', '材料已补正', '当事人暂不同意调解'];
const NORMS = ['管理条例', '实施办法', '暂行规定', '若干规定', '保护条例', '监督办法', '登记条例', '工作规则'];
const ABOUT = ['城市供水', '农村道路', '噪声污染', '行政复议', '政务公开', '法律援助', '野生动物', '安全生产', '文物'];
const FIELDS = ['行政复议', '生态环境', '市场监管', '住房城乡', '农业农村'];

/** What a referral goes through; how far, differs. */
const COURSES: readonly (readonly string[])[] = [
  ['delivered', 'signed-for', 'accepted', 'progress-reported', 'progress-reported', 'concluded', 'confirmed', 'closed'],
  ['delivered', 'signed-for', 'accepted', 'extension-requested', 'extension-granted', 'progress-reported', 'concluded'],
  ['delivered', 'signed-for', 'forwarded', 'delivered', 'signed-for', 'accepted', 'progress-reported', 'concluded'],
  ['delivered', 'signed-for', 'accepted', 'urged', 'suspended', 'resumed', 'concluded', 'sent-back', 'concluded'],
  ['delivered', 'signed-for', 'returned'],
  ['recalled'],
];

/**
 * What a province tells one read side: units, referrals in every state among them, and law notices, most of them a link
 * and not a text. The same seed tells the same. Every message has the shape of the contracts; nothing in it happened.
 */
export class Province {
  readonly units: readonly string[];
  private readonly open: OpenRecord[] = [];
  private made = 0;
  private told = 0;
  private mixed: number;

  constructor(private readonly options: ProvinceOptions) {
    this.mixed = options.seed ?? 1;
    this.units = Array.from({ length: options.units ?? 200 }, (_, nth) => `unit-${nth}`);
  }

  registrations(): ProvinceMessage[] {
    return this.units.map((unitId, nth) => {
      const name = `${PLACES[nth % PLACES.length]}${nth}号单位`;
      const system = nth % 4 === 0 ? 'court' : 'government';
      const kind = nth % 4 === 0 ? 'court' : 'bureau';
      const data = { unitId, name, kind, system, level: 'county', regionCode: regionOf(unitId), parentId: null };
      return this.message('units', unitId, 0, ['unit.registered', { ...data, effectiveOn: '2020-01-01' }]);
    });
  }

  /** The next so many acts. */
  *acts(count: number): Generator<ProvinceMessage> {
    for (let nth = 0; nth < count; nth += 1) {
      while (this.open.length < this.options.inMotion) this.open.push(this.begin());
      const at = this.below(this.open.length);
      const record = this.open[at] as OpenRecord;
      const step = record.steps[record.next] as Step;
      yield this.message(record.family, record.id, record.next, step);
      record.next += 1;
      if (record.next < record.steps.length) continue;
      const last = this.open.pop() as OpenRecord;
      if (last !== record) this.open[at] = last;
    }
  }

  /** So many records, each with its first act and perhaps one more. */
  *records(count: number): Generator<ProvinceMessage> {
    for (let nth = 0; nth < count; nth += 1) {
      const { family, id, steps } = this.begin();
      for (const [at, step] of steps.slice(0, 1 + this.below(2)).entries()) yield this.message(family, id, at, step);
    }
  }

  private begin(): OpenRecord {
    const nth = this.made++;
    // Ids are told in no order, as random ones are.
    const id = `${(Math.imul(nth, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}-0000-4000-8000-${String(nth).padStart(12, '0')}`;
    const isNotice = this.below(10) < (this.options.noticesOfTen ?? 3);
    const steps = isNotice ? this.notice(id) : this.referral(id);
    return { family: isNotice ? 'law-notices' : 'referrals', id, steps, next: 0 };
  }

  private referral(referralId: string): Step[] {
    const [sender, receiver, third, approver] = [this.unit(), this.unit(), this.unit(), this.unit()];
    const [place, matter] = [this.one(PLACES), this.one(MATTERS)];
    const sent = {
      ...{ referralId, unitId: sender, receiverId: receiver, approverId: approver, consent: null },
      ...{ senderRegion: regionOf(sender), receiverRegion: regionOf(receiver), kind: KINDS[this.below(KINDS.length)] },
      subject: `关于${place}市${matter}事项的协助函（${this.made}）`,
      request: `${this.one(ASKED)}，涉及${place}市${this.one(MATTERS)}，联系人${this.made % 977}`,
      caseNumber: `（2026）吉${String(this.made % 300).padStart(4, '0')}执${this.made}号`,
    };
    const course = this.one(COURSES);
    const steps: Step[] = [['referral.sent', sent]];
    let holder = receiver;
    for (const verb of course.slice(0, 1 + this.below(course.length))) {
      steps.push([
        `referral.${verb}`,
        { referralId, unitId: AT_SENDER.has(verb) ? sender : holder, ...this.saidBy(verb, third) },
      ]);
      if (verb === 'forwarded') holder = third;
    }
    return steps;
  }

  private saidBy(verb: string, receiverId: string): Readonly<Record<string, unknown>> {
    if (verb === 'forwarded') return { receiverId, receiverRegion: regionOf(receiverId) };
    if (verb === 'progress-reported') return { progress: `${this.one(SAID)}，${this.one(SAID)}` };
    if (verb === 'concluded') return { summary: `${this.one(SAID)}，已办结` };
    return {};
  }

  private notice(noticeId: string): Step[] {
    const addressees = [...new Set([this.unit(), this.unit(), this.unit()])];
    const publisherId = this.unit();
    const { norm } = exampleOf('cn.fuyuan.law-notice.published.v1').data as { norm: object };
    const [place, about, field] = [this.one(PLACES), this.one(ABOUT), this.one(FIELDS)];
    const title = `${place}市${about}${this.one(NORMS)}（第${this.made}号）`;
    const said = {
      ...{ ...norm, title, documentNumber: `吉政令〔${2000 + (this.made % 26)}〕${this.made}号` },
      ...{ issuingAuthority: `${place}市人民政府`, fieldsOfWork: [field], amends: [], repeals: [] },
      ...{ link: `https://flk.example/${this.made}`, history: '2016年7月2日 通过；2016年9月1日 起施行' },
      // One of ten carries its text.
      text:
        this.below(10) === 0
          ? `第一条 为了${about}，制定本${this.one(NORMS)}。${place}市${field}工作适用。`.repeat(20)
          : null,
    };
    const published = { noticeId, publisherId, publisherRegion: regionOf(publisherId), addressees, norm: said };
    const steps: Step[] = [['law-notice.published', published]];
    for (const unitId of addressees) {
      for (const verb of ['signed-for', 'read', 'assessed'].slice(0, this.below(4))) {
        steps.push([`law-notice.${verb}`, { noticeId, unitId, edition: 1 }]);
      }
    }
    return steps;
  }

  private message(family: Family, key: string, streamrevision: number, [what, data]: Step): ProvinceMessage {
    const type = `cn.fuyuan.${what}.v1`;
    if (!isMessageType(type)) throw new Error(`There is no ${type}.`);
    const example = EXAMPLES.get(type) ?? exampleOf(type);
    EXAMPLES.set(type, example);
    this.told += 1;
    const [at, position] = [new Date(BEGIN + this.told * 1_000).toISOString(), String(this.told * 1_000)];
    const event = {
      ...{ ...example, id: `${key}-${streamrevision}`, subject: key, streamrevision, time: at, recordedat: at },
      ...{ sequence: String(streamrevision).padStart(10, '0'), position: `${position}/${position}` },
      data: { ...example.data, occurredAt: at, ...data },
    };
    return { family, key, value: JSON.stringify(event) };
  }

  private unit(): string {
    return this.one(this.units);
  }

  private one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  /** Mulberry32. */
  private below(end: number): number {
    this.mixed = (this.mixed + 0x6d2b79f5) | 0;
    let next = Math.imul(this.mixed ^ (this.mixed >>> 15), 1 | this.mixed);
    next = (next + Math.imul(next ^ (next >>> 7), 61 | next)) ^ next;
    return Math.floor((((next ^ (next >>> 14)) >>> 0) / 2 ** 32) * end);
  }
}

const BEGIN = Date.parse('2020-01-01T00:00:00.000Z');
const AT_SENDER = new Set(['delivered', 'urged', 'recalled', 'confirmed', 'sent-back', 'closed']);
const EXAMPLES = new Map<string, ReturnType<typeof exampleOf>>();
const KINDS = ['enforcement-assistance', 'assigned-mediation', 'petition', 'bankruptcy'].map((code, nth) => ({
  ...{ code, name: ['执行协助', '委派调解', '涉诉信访移交', '破产事项'][nth] ?? '', restricted: false },
  ...{ needsConsent: false, senderKinds: ['court'], receiverKinds: null },
}));

const regionOf = (unitId: string): string => `2202${String(81 + (Number(unitId.slice(5)) % 12)).slice(0, 2)}`;
