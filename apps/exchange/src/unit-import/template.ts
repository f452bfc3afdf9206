import { headingOf, UNIT_COLUMNS } from './unit-columns';

const RULES = '磐石市府院联动联席会议工作规则:第三条';

/** Rows to be written over: a parent by its id or its full name, several officers or bases in one cell. */
const EXAMPLES = [
  ['磐石市人民法院', 'panshi-court', '法院', '法院', '县级', '220284', '', '2024-04-30', 'li-court、wang-court', RULES],
  ['磐石市人民政府', 'panshi-government', '政府', '政府', '县级', '220284', '', '2024-04-30', '', RULES],
  ['磐石市司法局', 'panshi-justice', '政府', '部门', '县级', '220284', '磐石市人民政府', '2024-04-30', 'zhang', RULES],
];

/** An empty member list to fill in, with three rows that show how. For spreadsheets it begins with a byte-order mark. */
export const template = (): string =>
  `\uFEFF${[UNIT_COLUMNS.map(headingOf), ...EXAMPLES].map((cells) => cells.join(',')).join('\r\n')}\r\n`;
