import { columnsReader, type Columns, type Headings } from '../import/columns';

/** The columns of a member list, as the sheets of Chinese offices name them. */
const HEADINGS = {
  name: ['单位名称', '单位全称', '名称', '单位'],
  unitId: ['单位编号', '单位代码', '编号', '代码', 'id'],
  system: ['系统', '所属系统'],
  kind: ['类别', '单位类别', '单位类型', '类型'],
  level: ['层级', '级别', '行政级别'],
  regionCode: ['行政区划代码', '区划代码', '行政区划'],
  parent: ['上级单位', '上级单位编号', '上级', 'parentId'],
  effectiveOn: ['生效日期', '启用日期', '加入日期'],
  officers: ['联络员账号', '联络员'],
  legalBasis: ['法律依据', '依据', '成立依据'],
} as const satisfies Headings<string>;

export type UnitColumn = keyof typeof HEADINGS;
export type UnitColumns = Columns<UnitColumn>;

const REQUIRED: readonly UnitColumn[] = ['name', 'unitId', 'kind', 'level', 'regionCode', 'effectiveOn'];

/** Reads the header of the file. Throws FileUnreadable naming every column that is unknown, missing or there twice. */
export const unitColumnsOf = columnsReader<UnitColumn>(HEADINGS, REQUIRED);

/** The Chinese heading under which the template shows a column. */
export const headingOf = (column: UnitColumn): string => HEADINGS[column][0];

export const UNIT_COLUMNS = Object.keys(HEADINGS) as readonly UnitColumn[];
