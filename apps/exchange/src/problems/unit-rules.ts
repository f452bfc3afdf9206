import { rule } from './rule';

/** What holds for units, and for every act by or towards a unit. */
export const unitRules = {
  'unit.unknown': rule(
    { zh: '单位未登记', en: 'The unit is not registered' },
    { zh: '没有登记编号为 {unitId} 的单位，请联系办公室登记。', en: 'No unit {unitId} is registered; ask the office.' },
  ),
  'unit.not-yet-effective': rule(
    { zh: '单位尚未生效', en: 'The unit is not effective yet' },
    { zh: '单位 {unitId} 已登记，但尚未到生效日期。', en: 'The unit {unitId} is registered, but not effective yet.' },
  ),
  'unit.retired': rule(
    { zh: '单位已停用', en: 'The unit is retired' },
    {
      zh: '单位 {unitId} 已停用，不能再办理或接收。',
      en: 'The unit {unitId} is retired: it acts and receives no more.',
    },
  ),
  'unit.already-registered': rule(
    { zh: '单位编号已被登记', en: 'The unit is registered already' },
    {
      zh: '编号 {unitId} 已按其他内容登记，请换用编号或核对内容。',
      en: 'The unit {unitId} is registered with other particulars; choose another id or compare them.',
    },
  ),
  'unit.kind-of-another-system': rule(
    { zh: '类别与所属系统不符', en: 'Kind and system do not fit' },
    {
      zh: '类别为 {kind} 的单位不属于 {system} 系统。',
      en: 'A unit of kind {kind} does not belong to the system {system}.',
    },
  ),
  'unit.region-of-another-level': rule(
    { zh: '行政区划代码与层级不符', en: 'Region and level do not fit' },
    {
      zh: '行政区划代码 {regionCode} 与层级 {level} 不符。',
      en: '{regionCode} is not the region of a unit of level {level}.',
    },
  ),
  'unit.own-parent': rule(
    { zh: '单位不能以自身为上级', en: 'A unit is not its own parent' },
    { zh: '单位 {unitId} 不能以自身为上级。', en: 'The unit {unitId} is not its own parent.' },
  ),
  'unit.parent-unknown': rule(
    { zh: '上级单位未登记', en: 'The parent is not registered' },
    {
      zh: '上级单位 {parentId} 尚未登记，请先登记上级。',
      en: 'No unit {parentId} is registered; register the parent first.',
    },
  ),
  'unit.parent-retired': rule(
    { zh: '上级单位已停用', en: 'The parent is retired' },
    { zh: '上级单位 {parentId} 已停用。', en: 'The parent {parentId} is retired.' },
  ),
  'unit.parent-of-lower-level': rule(
    { zh: '上级单位层级过低', en: 'The parent stands lower' },
    {
      zh: '{parentId} 的层级低于 {level}，不能作为其上级。',
      en: '{parentId} stands lower than {level} and cannot be its parent.',
    },
  ),
  'unit.already-retired': rule(
    { zh: '单位早已停用', en: 'The unit is retired already' },
    {
      zh: '单位 {unitId} 已自 {retiredOn} 起停用，原因或日期与此不同。',
      en: 'The unit {unitId} is retired as of {retiredOn}, for another reason or day.',
    },
  ),
  'unit.retired-before-effective': rule(
    { zh: '停用日期早于生效日期', en: 'Retired before it was effective' },
    {
      zh: '单位 {unitId} 自 {effectiveOn} 起生效，停用日期不得早于此日。',
      en: 'The unit {unitId} is effective from {effectiveOn} and cannot retire before.',
    },
  ),
};
