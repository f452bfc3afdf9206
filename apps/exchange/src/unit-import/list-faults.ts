import type { Sentence } from '@fuyuan/platform';
import type { ImportFault } from '../import/import-fault';
import type { UnitColumn } from './unit-columns';
import type { Member } from './unit-row';

export const faultAt = ({ line, heading }: Member, column: UnitColumn, sentence: Sentence): ImportFault => ({
  line,
  column: heading(column),
  ...sentence,
});

/** None of them is taken: which one is meant, only the office knows. */
export const idTwice = (member: Member, others: readonly number[]): ImportFault =>
  faultAt(member, 'unitId', {
    rule: 'unit-id.twice',
    zh: `编号「${member.unitId}」在第 ${others.join('、')} 行也出现。`,
    en: `The id ${member.unitId} stands on line ${others.join(', ')} as well.`,
  });

export const parentAmbiguous = (member: Member, named: readonly Member[]): ImportFault =>
  faultAt(member, 'parent', {
    rule: 'parent.ambiguous',
    zh: `第 ${named.map(({ line }) => line).join('、')} 行都叫「${member.parent}」，请填编号。`,
    en: `Lines ${named.map(({ line }) => line).join(', ')} are all called ${member.parent}; write the id.`,
  });

export const parentUnknown = (member: Member): ImportFault =>
  faultAt(member, 'parent', {
    rule: 'unit.parent-unknown',
    zh: `「${member.parent}」既不在本文件中，也没有登记。不在本文件中的上级单位须填编号。`,
    en: `${member.parent} is neither in this file nor registered; name a parent outside the file by its id.`,
  });

export const parentWrong = (member: Member, line: number): ImportFault =>
  faultAt(member, 'parent', {
    rule: 'parent.row-wrong',
    zh: `上级单位所在的第 ${line} 行有误。`,
    en: `The row of the parent, line ${line}, is wrong.`,
  });

/** The circle is told from the row at fault on: 「甲 → 乙 → 甲」. */
export const circle = (member: Member, ids: readonly string[]): ImportFault =>
  faultAt(member, 'parent', {
    rule: 'unit.own-ancestor',
    zh: `上级单位循环：${ids.join(' → ')}。`,
    en: `The parents form a circle: ${ids.join(' → ')}.`,
  });
