import { code, instant, list, nullable, object, text } from '../schema';

export const SYSTEMS = ['court', 'procuratorate', 'government'] as const;
export const UNIT_KINDS = [
  'court',
  'procuratorate',
  'government',
  'bureau',
  'town',
  'mediation-body',
  'bank',
  'other',
] as const;

export const region = (description: string) => text(`${description}（GB/T 2260 六位代码 · six digits of GB/T 2260）`);

const basis = object({
  norm: text('规范名称 · Title of the norm'),
  article: nullable(text('条款，未指明为 null · Article; null where none is meant')),
});

/** What every act across organs says. */
export const act = {
  legalBasis: list(basis, '依据 · On what legal basis'),
  occurredAt: instant('行为发生时间（UTC） · When the act happened (UTC)'),
};

export const kindsOfUnit = (description: string) =>
  nullable(list(code(UNIT_KINDS, '单位类别 · Kind of unit'), `${description}；null 为不限 · null: any`));
