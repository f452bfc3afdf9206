import { Subscriptions } from '@fuyuan/domain';
import { OneOf } from '@fuyuan/platform';
import { ActRequest } from '../request/act.request';

export class SubscribeUnitRequest extends ActRequest {
  @OneOf(Subscriptions.FEED_BEGINNINGS, {
    optional: true,
    description:
      '起点，不填为 now：以往的移送和通报在有新行为时补发全部；beginning：自始补发 · now (if left out): what is from before is told, whole, at its next act; beginning: all that the unit may see at once',
    example: 'beginning',
  })
  from: Subscriptions.FeedBeginning = 'now';
}
