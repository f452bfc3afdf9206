import type { Sheet } from '../export/sheet';
import { KINDS, LEVELS, STANDINGS, SYSTEMS } from './unit-terms';
import type { UnitOnDay } from './units.query';

const term = (terms: Readonly<Record<string, string>>, code: string): string => terms[code] ?? code;

/** The list of units as it is handed out. */
export const unitsSheet: Sheet<UnitOnDay> = {
  name: '单位名册',
  columns: [
    { heading: '单位编号', kind: 'text', of: ({ record_id }) => record_id },
    { heading: '名称', kind: 'text', width: 36, of: ({ day_name }) => day_name },
    { heading: '所属系统', kind: 'text', width: 10, of: ({ system }) => term(SYSTEMS, system) },
    { heading: '类别', kind: 'text', width: 16, of: ({ kind }) => term(KINDS, kind) },
    { heading: '层级', kind: 'text', width: 10, of: ({ level }) => term(LEVELS, level) },
    { heading: '地区代码', kind: 'text', width: 10, of: ({ region_code }) => region_code },
    { heading: '上级单位', kind: 'text', width: 36, of: (unit) => unit.parent_name ?? unit.day_parent },
    { heading: '状态', kind: 'text', width: 10, of: ({ standing }) => term(STANDINGS, standing) },
    { heading: '生效日期', kind: 'day', of: ({ effective_on }) => effective_on },
    { heading: '停用日期', kind: 'day', of: ({ retired_on }) => retired_on },
    { heading: '承继单位编号', kind: 'text', of: ({ heir_id }) => heir_id },
    { heading: '联络员自何日起', kind: 'day', width: 16, of: ({ officer_since }) => officer_since },
  ],
};
