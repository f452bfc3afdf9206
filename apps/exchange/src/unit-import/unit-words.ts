import type { Units } from '@fuyuan/domain';

/** The words of a sheet for each code; the first is the one that is told. A code is taken as it is. */
type Words<Code extends string> = Readonly<Record<Code, readonly [string, ...string[]]>>;

const SYSTEMS: Words<Units.UnitSystem> = {
  court: ['法院', '法院系统', '审判机关', '院'],
  procuratorate: ['检察院', '检察系统', '检察机关', '检'],
  government: ['政府', '政府系统', '行政机关', '行政系统', '府'],
};

const KINDS: Words<Units.UnitKind> = {
  court: ['法院', '人民法院'],
  procuratorate: ['检察院', '人民检察院'],
  government: ['政府', '人民政府'],
  bureau: ['部门', '政府部门', '工作部门', '政府工作部门', '委办局', '局'],
  town: ['乡镇街道', '乡镇', '街道', '乡', '镇', '乡镇人民政府', '街道办事处', '乡镇（街道）', '乡镇(街道)'],
  'mediation-body': ['调解组织', '人民调解委员会', '调解委员会', '调解中心'],
  bank: ['银行', '金融机构'],
  other: ['其他', '其它', '其他单位'],
};

const LEVELS: Words<Units.UnitLevel> = {
  province: ['省级', '省', '自治区', '直辖市'],
  city: ['市级', '地市级', '设区的市', '设区市', '地级市', '地级', '州级'],
  county: ['县级', '县', '区县级', '区县', '县区级', '县（市、区）级', '县级市', '区级'],
  town: ['乡镇级', '乡级', '镇级', '乡镇', '街道', '乡镇街道级'],
};

const codesOf = <Code extends string>(words: Words<Code>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (Object.keys(words) as Code[]).flatMap((code) => words[code].map((word): [string, Code] => [word, code])),
  );

const toldOf = <Code extends string>(words: Words<Code>): string[] =>
  (Object.keys(words) as Code[]).map((code) => words[code][0]);

/** By column: the code of each word, and the words that are told to whoever wrote another one. */
export const UNIT_WORDS = {
  system: { codes: codesOf(SYSTEMS), told: toldOf(SYSTEMS) },
  kind: { codes: codesOf(KINDS), told: toldOf(KINDS) },
  level: { codes: codesOf(LEVELS), told: toldOf(LEVELS) },
} as const;

/** The power to which a unit of this kind belongs, where the sheet does not say it. */
export const systemOfKind = (kind: string | undefined): string =>
  kind === 'court' || kind === 'procuratorate' ? kind : 'government';
