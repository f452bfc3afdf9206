import { rule } from './rule';

/** What holds for the list of kinds. */
export const referralKindRules = {
  'referral-kind.unknown': rule(
    { zh: '没有此移送类别', en: 'No such kind' },
    { zh: '目录中没有类别 {code}。', en: 'No kind {code} is listed.' },
  ),
  'referral-kind.code-malformed': rule(
    { zh: '类别代码不合格式', en: 'The code is malformed' },
    { zh: '类别代码 {code} 须为小写字母、数字和连字符。', en: '{code} is not a code of lower-case words and dashes.' },
  ),
  'referral-kind.for-no-unit': rule(
    { zh: '没有单位可以移送或承接', en: 'For no unit' },
    {
      zh: '类别 {code} 须至少有一类单位可以移送、一类单位可以承接；不限单位的，请勿填写。',
      en: 'Some kind of unit must be able to send the kind {code} and some to receive it; leave it out where any may.',
    },
  ),
  'referral-kind.overlaps': rule(
    { zh: '类别已在目录中', en: 'The kind stands already' },
    {
      zh: '类别 {code} 在 {effectiveOn} 已在目录中，请先终止原类别。',
      en: 'The kind {code} stands on {effectiveOn} already; end it first.',
    },
  ),
  'referral-kind.already-ended': rule(
    { zh: '类别早已终止', en: 'The kind ended already' },
    {
      zh: '类别 {code} 已自 {endsOn} 起终止，日期或原因与此不同。',
      en: 'The kind {code} ended on {endsOn}, on another day or for another reason.',
    },
  ),
  'referral-kind.ended-before-effective': rule(
    { zh: '终止日期不晚于生效日期', en: 'Ended before it was effective' },
    {
      zh: '类别 {code} 自 {effectiveOn} 起生效，终止日期须晚于此日。',
      en: 'The kind {code} begins on {effectiveOn} and cannot end before.',
    },
  ),
};
