import { feedNamed, topicOf, type Audience } from '@fuyuan/contracts';
import { received, type Reader, type Received } from '@fuyuan/read-model';
import type { Delivered, FeedKeeper } from '@fuyuan/unit-feeds';
import type { LogReading } from './log-reader';

/** For one build of a view: what is published to its families. */
export function viewReading(audience: Audience, { families, cursors, take, caughtUp }: Reader): LogReading<Received> {
  const topics = new Set(families.map((family) => topicOf(audience, family)));
  return {
    wanted: ({ topic, key, value }) => (topics.has(topic) ? received(key, value) : undefined),
    cursors,
    take,
    caughtUp,
  };
}

/** For the feeds of the units of one side. To which a unit belongs, the routing knows. */
export const feedReading = (
  audience: Audience,
  keeper: FeedKeeper,
  failed: (error: unknown) => void,
): LogReading<Delivered> => ({
  wanted: ({ topic, key, value }, { units }) => {
    const unitId = feedNamed(topic)?.unitId;
    const isOurs = unitId !== undefined && units.get(unitId)?.system === audience;
    return isOurs ? { feed: topic, message: received(key, value) } : undefined;
  },
  cursors: () => keeper.cursors(),
  take: (batch) => keeper.take(batch),
  caughtUp: () => void keeper.caughtUp().catch(failed),
});
