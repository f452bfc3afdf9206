import { rule } from './rule';

/** What holds when units change. */
export const unitChangeRules = {
  'unit.change-out-of-order': rule(
    { zh: '变更日期顺序不对', en: 'The changes are out of order' },
    {
      zh: '{effectiveOn} 的变更须晚于已登记的 {last} 的变更。',
      en: 'A change on {effectiveOn} would not follow that of {last}.',
    },
  ),
  'unit.named-so-already': rule(
    { zh: '名称早已如此', en: 'It is called so already' },
    { zh: '单位 {unitId} 自 {since} 起已用此名。', en: 'The unit {unitId} is called so since {since}.' },
  ),
  'unit.under-that-parent-already': rule(
    { zh: '隶属早已如此', en: 'It stands so already' },
    {
      zh: '单位 {unitId} 自 {since} 起已隶属该上级。',
      en: 'The unit {unitId} stands under that parent since {since}.',
    },
  ),
  'unit.own-ancestor': rule(
    { zh: '上级不能是下级', en: 'A unit above itself' },
    {
      zh: '{parentId} 在 {unitId} 之下，不能作为其上级。',
      en: '{parentId} stands under {unitId} and cannot be above it.',
    },
  ),
  'unit.own-heir': rule(
    { zh: '承继单位不能是自身', en: 'Its own heir' },
    { zh: '单位 {unitId} 不能由自身承继。', en: 'The unit {unitId} is not its own heir.' },
  ),
  'unit.heir-unknown': rule(
    { zh: '承继单位未登记', en: 'The heir is not registered' },
    { zh: '没有登记编号为 {heirId} 的单位。', en: 'No unit {heirId} is registered to go on.' },
  ),
  'unit.heir-retired': rule(
    { zh: '承继单位已停用', en: 'The heir is retired' },
    { zh: '单位 {heirId} 自 {retiredOn} 起停用，不能承继。', en: 'The unit {heirId} ends on {retiredOn} itself.' },
  ),
  'unit.heir-not-yet-effective': rule(
    { zh: '承继单位届时尚未生效', en: 'The heir is not effective by then' },
    {
      zh: '单位 {heirId} 自 {effectiveOn} 起生效，届时尚不能承继。',
      en: 'The unit {heirId} begins on {effectiveOn} only.',
    },
  ),
  'unit.heir-not-successor': rule(
    { zh: '承继单位不在分设单位中', en: 'The heir is not a successor' },
    { zh: '承继单位 {heirId} 须为分设后的单位之一。', en: 'The heir {heirId} must be one of the successors.' },
  ),
  'unit.heir-of-its-heir': rule(
    { zh: '承继单位正由该单位承继', en: 'Heirs of each other' },
    {
      zh: '单位 {heirId} 的未办结事项由该单位承继，不能反由 {heirId} 承继。',
      en: 'The unit goes on with the open matters of {heirId}, which cannot go on with those of the unit.',
    },
  ),
  'unit.heir-needs-heir': rule(
    { zh: '承继单位不能无人承继', en: 'An heir needs an heir' },
    {
      zh: '单位 {unitId} 承继了其他单位的未办结事项，不能直接停用；请并入或分设，并指定承继单位。',
      en: 'The unit {unitId} goes on with the open matters of another: end it by a merger or a split, which names an heir.',
    },
  ),
  'unit.split-into-too-few': rule(
    { zh: '分设单位不足', en: 'Split into too few' },
    {
      zh: '单位 {unitId} 须分设为两个以上不同的单位。',
      en: 'The unit {unitId} is split into two different units at least.',
    },
  ),
  'unit.not-liaison-officer': rule(
    { zh: '不是联络员', en: 'Not a liaison officer' },
    { zh: '{account} 现在不是单位 {unitId} 的联络员。', en: '{account} is not a liaison officer of {unitId} now.' },
  ),
  'unit.liaison-officer-already': rule(
    { zh: '已是联络员', en: 'A liaison officer already' },
    {
      zh: '{account} 自 {since} 起已是单位 {unitId} 的联络员。',
      en: '{account} is a liaison officer of {unitId} since {since}.',
    },
  ),
};
