import type { Owed } from './recorded';
import type { Given } from './routing';
import type { Sights } from './sight';

/** Before and after a fact: how many acts the record had, and has. Equal where none was added. */
export type Acts = Readonly<{ before: number; now: number }>;

export type Settled = Readonly<{
  given: readonly Given[];
  /** Topics that get the act at hand. */
  current: readonly string[];
  /** What topics get before it. */
  earlier: readonly Owed[];
  /** Topics that followed the record and may know no more of it, and how much they were told. */
  ended: readonly Readonly<{ topic: string; upTo: number }>[];
}>;

type Standing = Readonly<{ stream: string; given: readonly Given[]; acts: Acts }>;
type Place = Readonly<{ stream: string; topic: string; acts: Acts }>;

/**
 * Compares what each topic was given of a record with what it is owed now. A topic holds of every record an unbroken
 * beginning: whoever comes to see a record late is told first what was before.
 */
export function settle({ stream, given, acts }: Standing, owed: Sights): Settled {
  if (allFollow(given, owed)) {
    return { given, current: acts.now > acts.before ? given.map(({ topic }) => topic) : [], earlier: [], ended: [] };
  }
  const known = new Map(given.map((one) => [one.topic, one]));
  const following = [...owed].map(([topic, sight]) => follow({ stream, topic, acts }, known.get(topic), sight));
  const left = given.filter(({ topic }) => !owed.has(topic)).map((one) => leave(one, acts));

  const all = [...following, ...left];
  return {
    given: sameAs(
      given,
      all.map((one) => one.given),
    ),
    current: all.filter((one) => one.isCurrent).map((one) => one.given.topic),
    earlier: all.flatMap((one) => one.earlier),
    ended: all.flatMap((one) => one.ended),
  };
}

/** Whether those that follow the record are those that may see all of it, as after most acts. */
function allFollow(given: readonly Given[], owed: Sights): boolean {
  if (given.length !== owed.size) return false;
  let at = 0;
  for (const [topic, sight] of owed) {
    const one = given[at++];
    if (sight !== Infinity || one?.upTo !== null || one.topic !== topic) return false;
  }
  return true;
}

type OfTopic = Readonly<{
  given: Given;
  isCurrent: boolean;
  earlier: readonly Owed[];
  ended: Settled['ended'];
}>;

function follow({ stream, topic, acts }: Place, known: Given | undefined, sight: number): OfTopic {
  const had = known ? toldOf(known, acts) : 0;
  const wanted = Math.min(sight, acts.now);
  const before = Math.min(wanted, acts.before);
  return {
    given: { topic, upTo: sight === Infinity ? null : Math.max(wanted, had) },
    isCurrent: acts.now > acts.before && wanted === acts.now,
    earlier: had < before ? [{ topic, stream, from: had, before }] : [],
    ended: known?.upTo === null && wanted < had ? [{ topic, upTo: had }] : [],
  };
}

/** Whoever followed the record may know no more of it. */
function leave(known: Given, acts: Acts): OfTopic {
  const { topic } = known;
  const upTo = toldOf(known, acts);
  return { given: { topic, upTo }, isCurrent: false, earlier: [], ended: known.upTo === null ? [{ topic, upTo }] : [] };
}

const toldOf = ({ upTo }: Given, { before }: Acts): number => upTo ?? before;

/** Kept as it is where nothing changed: most acts change nothing, and the records are many. */
const sameAs = (one: readonly Given[], other: readonly Given[]): readonly Given[] =>
  one.length === other.length &&
  one.every(({ topic, upTo }, at) => topic === other[at]?.topic && upTo === other[at].upTo)
    ? one
    : other;
