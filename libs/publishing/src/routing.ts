import type { Audience } from '@fuyuan/contracts';
import type { CalendarDate } from '@fuyuan/domain';
import { RecordMap } from './record-map';

/** What routing must know of a unit. `acts`: how many are on its record. */
export type RoutedUnit = Readonly<{
  unitId: string;
  system: Audience;
  acts: number;
  /** Who goes on with its open matters from that day on (Asia/Shanghai). */
  heir: Readonly<{ unitId: string; on: CalendarDate }> | null;
}>;

/** How far a topic was given a record: everything so far and what follows (`null`), or its first acts. */
export type Given = Readonly<{ topic: string; upTo: number | null }>;

type Routed = Readonly<{ acts: number; given: readonly Given[] }>;

export type RoutedNotice = Routed & Readonly<{ of: 'law-notice'; named: readonly string[] }>;

/** Who holds a referral now, and who gave it back: how many acts each of those may see. */
export type Handing = Readonly<{
  chain: readonly string[];
  former: readonly (readonly [unitId: string, acts: number])[];
}>;

export type RoutedReferral = Routed &
  Handing &
  Readonly<{
    of: 'referral';
    restricted: boolean;
    /** The sender, the approver and who supervises. */
    always: readonly string[];
    /** How it was handed before the last acts that changed this, since a correction takes such an act back. */
    before: readonly (Handing & Readonly<{ revision: number }>)[];
  }>;

export type RoutedRecord = RoutedNotice | RoutedReferral;

/** A subscription: the topic of its feed, and the revision of the act that began it. */
export type Feed = Readonly<{ topic: string; isOpen: boolean; nth: number; startedAt: number }>;

/**
 * Everything that decides who is told what: a fold of the log in its order and of nothing else, so that a relay that
 * starts again comes to the same. It is never changed, only followed by another: an older one may be kept.
 */
export type Routing = Readonly<{
  /** The day of the last fact that was recorded, Asia/Shanghai; it never goes back. */
  day: CalendarDate;
  units: ReadonlyMap<string, RoutedUnit>;
  /** Ends with an heir whose day is yet to come. */
  endsToCome: readonly Readonly<{ unitId: string; on: CalendarDate }>[];
  kindActs: number;
  /** The last subscription of each unit that ever subscribed. */
  feeds: ReadonlyMap<string, Feed>;
  /** Law notices and referrals, by stream. */
  records: RecordMap<RoutedRecord>;
}>;

export const initialRouting: Routing = {
  day: '',
  units: new Map(),
  endsToCome: [],
  kindActs: 0,
  feeds: new Map(),
  records: RecordMap.empty(),
};

/** A unit, the one that took over its open matters by today, and so on. */
export function lineOf({ units, day }: Routing, unitId: string): readonly string[] {
  const line = [unitId];
  for (let known = units.get(unitId); known?.heir && known.heir.on <= day; known = units.get(known.heir.unitId)) {
    if (line.includes(known.heir.unitId)) break;
    line.push(known.heir.unitId);
  }
  return line;
}

/** Who stands for a unit today: itself, or the last of those who took over. */
export const standingFor = (routing: Routing, unitId: string): string => lineOf(routing, unitId).at(-1) ?? unitId;

export const openFeeds = ({ feeds }: Routing): string[] =>
  [...feeds.values()].filter(({ isOpen }) => isOpen).map(({ topic }) => topic);
