import { rule } from './rule';

/** Who may do what on a referral, and what it must say. */
export const referralRules = {
  'referral.unknown': rule(
    { zh: '没有此移送', en: 'No such referral' },
    { zh: '没有编号为 {referralId} 的移送。', en: 'No referral {referralId} was sent.' },
  ),
  'referral.already-sent': rule(
    { zh: '移送编号已用', en: 'The referral is sent already' },
    { zh: '移送 {referralId} 已按其他内容发出。', en: 'The referral {referralId} was sent with other particulars.' },
  ),
  'referral.already-so': rule(
    { zh: '记录早已如此', en: 'The record says so already' },
    { zh: '无需办理：记录早已如此。', en: 'Nothing to do: the record says so already.' },
  ),
  'referral.sent-to-itself': rule(
    { zh: '不能移送给本单位', en: 'Not to itself' },
    { zh: '单位 {unitId} 不能向自身移送。', en: 'The unit {unitId} does not send a referral to itself.' },
  ),
  'referral.approver-is-receiver': rule(
    { zh: '承办单位不能审批自己的延期', en: 'The approver would be the holder' },
    {
      zh: '单位 {unitId} 负责审批延期，不能同时承办。',
      en: 'The unit {unitId} decides on more time and cannot hold the referral as well.',
    },
  ),
  'referral.supervisor-is-party': rule(
    { zh: '当事单位不能兼任监督', en: 'The supervisor would take part' },
    {
      zh: '单位 {unitId} 不能既监督该移送，又移送、承办或审批它。',
      en: 'The unit {unitId} cannot supervise the referral and also send, hold or approve it.',
    },
  ),
  'referral.supervisor-not-procuratorate': rule(
    { zh: '监督单位须为检察院', en: 'Only a procuratorate supervises' },
    {
      zh: '单位 {unitId} 属于“{kindTerm}”，不能作为监督单位；监督由检察院进行。',
      en: 'The unit {unitId} is a {kind}; only a procuratorate supervises a referral.',
    },
  ),
  'referral.kind-not-listed': rule(
    { zh: '移送类别不在目录中', en: 'The kind is not in the list' },
    {
      zh: '类别 {code} 在 {day} 不在移送类别目录中，请查阅目录。',
      en: 'No kind {code} stands in the list on {day}; see the list of kinds.',
    },
  ),
  'referral.kind-not-for-sender': rule(
    { zh: '该类单位不能移送此类事项', en: 'Not for this sender' },
    {
      zh: '单位 {unitId} 属于“{kindTerm}”，不能移送“{name}”；可移送的单位类别见移送类别目录。',
      en: 'The unit {unitId} is a {kind} and may not send the kind {code}; the list of kinds says who may.',
    },
  ),
  'referral.kind-not-for-receiver': rule(
    { zh: '该类单位不能承接此类事项', en: 'Not for this receiver' },
    {
      zh: '单位 {unitId} 属于“{kindTerm}”，不能承接“{name}”；可承接的单位类别见移送类别目录。',
      en: 'The unit {unitId} is a {kind} and may not receive the kind {code}; the list of kinds says who may.',
    },
  ),
  'referral.needs-consent': rule(
    { zh: '须有当事人同意', en: 'The parties’ consent is needed' },
    {
      zh: '类别 {code} 的移送须载明当事人同意：人数、日期和同意文书。',
      en: 'A referral of the kind {code} needs the parties’ consent: how many, when and by which paper.',
    },
  ),
  'referral.consent-of-too-few': rule(
    { zh: '同意的当事人不足', en: 'Too few parties consented' },
    { zh: '至少须有 {least} 方当事人同意。', en: 'At least {least} parties must have consented.' },
  ),
  'referral.consent-after-sending': rule(
    { zh: '同意晚于移送', en: 'Consented after the sending' },
    {
      zh: '当事人同意日期 {consentedOn} 晚于移送日期 {day}。',
      en: 'The consent of {consentedOn} came after the sending on {day}.',
    },
  ),
  'referral.answer-by-not-ahead': rule(
    { zh: '要求回复日期不晚于移送', en: 'An answer asked for too early' },
    {
      zh: '要求回复日期 {answerBy} 须晚于移送日期 {day}。',
      en: 'An answer is asked for by {answerBy}; that must lie after the sending on {day}.',
    },
  ),
  'referral.not-sender': rule(
    { zh: '不是移送单位', en: 'Not the sender' },
    {
      zh: '该项只能由移送单位办理，{unitId} 不是移送单位。',
      en: 'Only the sender does this; {unitId} did not send the referral.',
    },
  ),
  'referral.not-holder': rule(
    { zh: '不是现承办单位', en: 'Not the holder' },
    {
      zh: '该项只能由现承办单位办理，{unitId} 不是现承办单位。',
      en: 'Only the present holder does this; {unitId} does not hold the referral.',
    },
  ),
  'referral.not-approver': rule(
    { zh: '不是延期审批单位', en: 'Not the approver' },
    {
      zh: '延期由移送时指定的单位审批，{unitId} 不是该单位。',
      en: 'Only the approver named at the sending decides on more time; {unitId} is not that unit.',
    },
  ),
  'referral.not-handed-by-you': rule(
    { zh: '不是交出单位', en: 'Not the unit that handed it over' },
    {
      zh: '送达由交出移送的单位登记，{unitId} 未交出该移送。',
      en: 'Delivery is recorded by the unit that handed it over; {unitId} did not.',
    },
  ),
  'referral.not-to-urge': rule(
    { zh: '无权催办', en: 'Not to urge' },
    {
      zh: '催办由移送单位或辖区办公室进行，{unitId} 不是。',
      en: 'The sender and the office of the region urge; {unitId} is neither.',
    },
  ),
  'referral.not-supervisor': rule(
    { zh: '不是监督的检察院', en: 'Not the supervising procuratorate' },
    {
      zh: '监督意见由移送时载明的检察院提出，{unitId} 不是该检察院。',
      en: 'Only the procuratorate named at the sending supervises; {unitId} is not that unit.',
    },
  ),
  'referral.already-accepted': rule(
    { zh: '移送已被受理', en: 'The referral was accepted' },
    {
      zh: '移送 {referralId} 已被受理，不能撤回。',
      en: 'The referral {referralId} was accepted and can no longer be recalled.',
    },
  ),
  'referral.forwarded-back': rule(
    { zh: '不能转回链上单位', en: 'Forwarded back' },
    {
      zh: '单位 {unitId} 已在该移送的转办链上，不能再转给它。',
      en: 'The unit {unitId} is in the chain of the referral already.',
    },
  ),
};
