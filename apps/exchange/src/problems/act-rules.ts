import { rule } from './rule';

/** What holds for every act. */
export const actRules = {
  'act.no-legal-basis': rule(
    { zh: '未载明法律依据', en: 'No legal basis' },
    { zh: '跨机关的行为须至少载明一条法律依据。', en: 'An act across organs names at least one legal basis.' },
  ),
  'act.in-the-future': rule(
    { zh: '发生时间晚于现在', en: 'Said to happen in the future' },
    {
      zh: '所报发生时间 {occurredAt} 尚未到来，请核对时间和时区。',
      en: 'The act is said to have happened at {occurredAt}, which is yet to come; check time and offset.',
    },
  ),
  'act.before-the-record': rule(
    { zh: '发生时间早于通报发布', en: 'Said to happen before the notice was published' },
    {
      zh: '所报发生时间 {occurredAt} 早于通报发布时间 {publishedAt}。',
      en: 'The act is said to have happened at {occurredAt}, before the notice was published at {publishedAt}.',
    },
  ),
};
