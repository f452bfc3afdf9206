import { code, object, unitId } from '../schema';
import { act } from './terms';

const ofFeed = { unitId: unitId('订阅单位 · The unit whose feed it is'), ...act };

/** The first and the last message of a unit's own feed. */
export const subscriptionMessages = {
  'cn.fuyuan.subscription.started.v1': {
    summary: '订阅开始 · The feed of a unit begins',
    data: object({
      ...ofFeed,
      from: code(
        ['now', 'beginning'],
        'now：旧记录有新行为时补发全部；beginning：自始补发 · now: an older record is told whole at its next act; beginning: all at once',
      ),
    }),
  },
  'cn.fuyuan.subscription.ended.v1': { summary: '订阅结束 · The feed of a unit ends', data: object(ofFeed) },
} as const;
