import { feedNamed } from '@fuyuan/contracts';
import { Problem } from '@fuyuan/platform';
import { cursorOf, keysIn, type Keys } from '@fuyuan/views';

/** Where one has come to in a feed: after its message `nth` (0: at the beginning); `chain` stands for all up to there. */
export type FeedPlace = Readonly<{ feed: string; nth: number; chain: string }>;

export const beginningOf = (feed: string): FeedPlace => ({ feed, nth: 0, chain: '' });

const question = (unitId: string) => ({ feedOf: unitId });

/** A place as the unit is told it; it serves this unit and no other. */
export const cursorAt = (unitId: string, { feed, nth, chain }: FeedPlace): string =>
  cursorOf(question(unitId), [feed, nth, chain]);

/** Errors: Problem `feed-cursor-damaged`, `feed-cursor-of-another`. */
export function placeIn(unitId: string, cursor: string): FeedPlace {
  const [feed, nth, chain] = keysOf(unitId, cursor);
  const isPlace =
    typeof feed === 'string' && Number.isSafeInteger(nth) && Number(nth) >= 0 && typeof chain === 'string';
  if (!isPlace) throw new Problem('feed-cursor-damaged');
  // A cursor is sealed against mistakes, not against those who make their own: whose feed it is, its name says.
  if (feedNamed(feed)?.unitId !== unitId) throw new Problem('feed-cursor-of-another');
  const place = { feed, nth: Number(nth), chain };
  // Base64 is read leniently: what was added to a cursor, or written otherwise, is no cursor of ours.
  if (cursorAt(unitId, place) !== cursor) throw new Problem('feed-cursor-damaged');
  return place;
}

function keysOf(unitId: string, cursor: string): Keys {
  try {
    return keysIn(question(unitId), cursor);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem(error.code === 'cursor-of-another-query' ? 'feed-cursor-of-another' : 'feed-cursor-damaged');
  }
}
