import type { MessageType } from './messages';

/** The three powers; each has a read side of its own, and topics that nobody else reads. */
export const AUDIENCES = ['court', 'procuratorate', 'government'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What a read side's topic is about; `restricted` holds the referrals of which only the named units may know. */
export const FAMILIES = ['units', 'referral-kinds', 'law-notices', 'referrals', 'restricted'] as const;
export type Family = (typeof FAMILIES)[number];

/** The subjects of messages, `cn.fuyuan.<subject>.<what>.v<n>`, that a family holds. */
const SUBJECTS: Readonly<Record<Family, string>> = {
  units: 'unit',
  'referral-kinds': 'referral-kind',
  'law-notices': 'law-notice',
  referrals: 'referral',
  restricted: 'referral',
};

export const isOfFamily = (type: MessageType, family: Family): boolean =>
  type.startsWith(`cn.fuyuan.${SUBJECTS[family]}.`);

/** `court.referrals.v1`, `court.restricted.v1`. */
export const topicOf = (audience: Audience, family: Family): string => `${audience}.${family}.v1`;

/** The feed of a unit's n-th subscription, from 1: a new one begins a topic of its own. */
export const feedOf = (unitId: string, nth: number): string => `unit.${unitId}.v${nth}`;

/** Whose feed a topic is, in whatever generation, and of which subscription; undefined where it is none. */
export function feedNamed(topic: string): Readonly<{ feed: string; unitId: string; nth: number }> | undefined {
  const [, feed, unitId, nth] = /^(unit\.([^.]+)\.v(\d+))(?:\.g\d+)?$/.exec(topic) ?? [];
  return feed !== undefined && unitId !== undefined ? { feed, unitId, nth: Number(nth) } : undefined;
}

/** The same as a pattern, for documents. */
export const FEED_ADDRESS = 'unit.{unitId}.v{nth}';

/** Who reads a topic: a system's own read side, or one unit. Nobody reads another's. */
export type Topic = Readonly<
  { topic: string } & (
    | { family: Family; audience: Audience; unitId: null }
    /** `open`: the subscription runs; an ended one keeps its topic, and nothing is added to it. */
    | { family: 'feed'; audience: null; unitId: string; open: boolean }
  )
>;

/** The topics that are there whoever subscribes. */
export const READ_SIDE_TOPICS: readonly Topic[] = AUDIENCES.flatMap((audience) =>
  FAMILIES.map((family) => ({ topic: topicOf(audience, family), family, audience, unitId: null })),
);

/** A topic's name in a generation: the first has the names of this package, later ones end in `.g2`, `.g3`, … */
export const inGeneration = (topic: string, generation: number): string =>
  generation === 1 ? topic : `${topic}.g${generation}`;

/**
 * Where a relay says how far it published the log, in the same transaction as the messages: JSON with `position`,
 * under this key. One shard of the log has one relay.
 */
export const relayCheckpoints = (generation: number, shard = 0) => ({
  topic: 'fuyuan.relay.checkpoints',
  key: `fuyuan.relay.${shard}.g${generation}`,
});
