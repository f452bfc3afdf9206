import { rule } from './rule';

/** What holds when a unit's own system subscribes. */
export const subscriptionRules = {
  'subscription.running-already': rule(
    { zh: '订阅已在进行', en: 'The subscription runs already' },
    {
      zh: '单位 {unitId} 的订阅自 {since} 起进行，起点与所报不同；如需重新开始，请先停止订阅。',
      en: 'The subscription of {unitId} runs since {since} from another beginning; to begin anew, end it first.',
    },
  ),
  'subscription.unknown': rule(
    { zh: '未曾订阅', en: 'Never subscribed' },
    { zh: '单位 {unitId} 未曾订阅。', en: 'The unit {unitId} never subscribed.' },
  ),
};
