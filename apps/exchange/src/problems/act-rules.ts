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
    { zh: '发生时间早于在先行为', en: 'Said to happen before what it rests on' },
    {
      zh: '所报发生时间 {occurredAt} 早于其所依据的在先行为（{publishedAt}）。',
      en: 'The act is said to have happened at {occurredAt}, before the act at {publishedAt} on which it rests.',
    },
  ),
};
