import { rule } from './rule';

/** What the course of a referral does not allow: more time, corrections, acts in another state. */
export const referralCourseRules = {
  'referral.extension-asked-already': rule(
    { zh: '已有延期申请待批', en: 'An extension is asked for already' },
    { zh: '延期至 {until} 的申请尚待审批。', en: 'The request for time until {until} waits for a decision.' },
  ),
  'referral.no-extension-asked': rule(
    { zh: '没有待批的延期申请', en: 'No extension is asked for' },
    { zh: '没有待审批的延期申请。', en: 'No request for more time waits for a decision.' },
  ),
  'referral.extension-not-ahead': rule(
    { zh: '延期日期不在将来', en: 'The day does not lie ahead' },
    { zh: '延期日期 {until} 不晚于 {day}。', en: '{until} does not lie after {day}.' },
  ),
  'referral.extension-not-longer': rule(
    { zh: '延期未超过原定日期', en: 'Not longer than the time there is' },
    {
      zh: '移送要求或已批准的日期为 {granted}，{until} 不晚于该日。',
      en: 'There is time until {granted} already, as was asked or granted; {until} is not later.',
    },
  ),
  'referral.granted-beyond-asked': rule(
    { zh: '批准超过申请', en: 'More than was asked' },
    { zh: '申请延期至 {asked}，批准不得超过该日。', en: 'More time was asked for until {asked} only.' },
  ),
  'referral.act-unknown': rule(
    { zh: '没有该次办理', en: 'No such act' },
    { zh: '该移送没有版本为 {revision} 的办理。', en: 'The referral has no act at revision {revision}.' },
  ),
  'referral.not-your-act': rule(
    { zh: '不是本单位的办理', en: 'Not an act of your unit' },
    {
      zh: '版本 {revision} 的办理不是 {unitId} 所为，只能由办理单位更正。',
      en: 'The act at revision {revision} is not one of {unitId}; only its own unit corrects it.',
    },
  ),
  'referral.act-built-upon': rule(
    { zh: '已有后续办理', en: 'Later acts rest on it' },
    {
      zh: '版本 {revision} 的办理已有后续办理，不能更正；请以新的办理纠正。',
      en: 'Later acts rest on the act at revision {revision}; put it right by a new act.',
    },
  ),
  'referral.act-not-correctable': rule(
    { zh: '该项不能更正', en: 'Not to be corrected' },
    {
      zh: '版本 {revision} 的办理不能更正：移送请撤回，更正不再更正。',
      en: 'The act at revision {revision} cannot be corrected: a sending is recalled, a correction stays.',
    },
  ),
  'referral.is-sent': rule(
    { zh: '移送尚未签收', en: 'The referral is not signed for yet' },
    {
      zh: '移送 {referralId} 已移送，尚未签收，现在不能办理该项。',
      en: 'The referral {referralId} is not signed for yet; this cannot be done now.',
    },
  ),
  'referral.is-delivered': rule(
    { zh: '移送已送达未签收', en: 'The referral is delivered, not signed for yet' },
    {
      zh: '移送 {referralId} 已送达，尚未签收，现在不能办理该项。',
      en: 'The referral {referralId} is delivered, not signed for yet; this cannot be done now.',
    },
  ),
  'referral.is-signed-for': rule(
    { zh: '移送已签收未受理', en: 'The referral is signed for, not accepted yet' },
    {
      zh: '移送 {referralId} 已签收，尚未受理，现在不能办理该项。',
      en: 'The referral {referralId} is signed for, not accepted yet; this cannot be done now.',
    },
  ),
  'referral.is-accepted': rule(
    { zh: '移送已受理、正在办理', en: 'The referral is accepted and being worked on' },
    {
      zh: '移送 {referralId} 已受理，正在办理，现在不能办理该项。',
      en: 'The referral {referralId} is accepted and being worked on; this cannot be done now.',
    },
  ),
  'referral.is-suspended': rule(
    { zh: '移送已中止', en: 'The referral is suspended' },
    {
      zh: '移送 {referralId} 已中止办理，现在不能办理该项。',
      en: 'The referral {referralId} is suspended; this cannot be done now.',
    },
  ),
  'referral.is-returned': rule(
    { zh: '移送已退回', en: 'The referral was returned to its sender' },
    {
      zh: '移送 {referralId} 已退回移送单位，现在不能办理该项。',
      en: 'The referral {referralId} was returned to its sender; this cannot be done now.',
    },
  ),
  'referral.is-concluded': rule(
    { zh: '移送已办结待确认', en: 'The referral is concluded and waits for its sender' },
    {
      zh: '移送 {referralId} 已办结，待移送单位确认，现在不能办理该项。',
      en: 'The referral {referralId} is concluded and waits for its sender; this cannot be done now.',
    },
  ),
  'referral.is-confirmed': rule(
    { zh: '移送已确认办结', en: 'The referral is confirmed by its sender' },
    {
      zh: '移送 {referralId} 已由移送单位确认办结，现在不能办理该项。',
      en: 'The referral {referralId} is confirmed by its sender; this cannot be done now.',
    },
  ),
  'referral.is-closed': rule(
    { zh: '移送已销号', en: 'The referral is closed' },
    {
      zh: '移送 {referralId} 已销号，现在不能办理该项。',
      en: 'The referral {referralId} is closed; this cannot be done now.',
    },
  ),
  'referral.is-recalled': rule(
    { zh: '移送已撤回', en: 'The referral was recalled by its sender' },
    {
      zh: '移送 {referralId} 已由移送单位撤回，现在不能办理该项。',
      en: 'The referral {referralId} was recalled by its sender; this cannot be done now.',
    },
  ),
};
