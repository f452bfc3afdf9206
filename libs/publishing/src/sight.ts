import { READ_SIDE_TOPICS, type Audience, type Family } from '@fuyuan/contracts';
import { standingFor, type RoutedNotice, type RoutedRecord, type RoutedReferral, type Routing } from './routing';

/** How many acts of a record may be seen: the first so many, or all and what follows (`Infinity`). */
export type Sights = ReadonlyMap<string, number>;

const ALL = Infinity;

type Tell = (unitId: string, acts: number) => void;

/**
 * What each unit may see of a record, said as the model says it (`referralInSight`, `mayKnow`): named units and the
 * heirs of named units see all; a unit that gave a referral back sees what was until then. What an office or an auditor
 * may see beyond their unit is no matter of topics: the log does not say which unit hosts the office (ADR 15).
 */
function tellSights(record: RoutedRecord, routing: Routing, tell: Tell): void {
  if (record.of === 'law-notice') {
    for (const unitId of record.named) tell(unitId, ALL);
    return;
  }
  for (const unitId of record.always) tell(standingFor(routing, unitId), ALL);
  for (const unitId of record.chain) tell(standingFor(routing, unitId), ALL);
  if (record.former.length === 0) return;
  const told = new Set([...record.always, ...record.chain].map((unitId) => standingFor(routing, unitId)));
  for (const [former, acts] of record.former) {
    const unitId = standingFor(routing, former);
    if (!told.has(unitId)) tell(unitId, acts);
    told.add(unitId);
  }
}

/** One text for each topic, whoever holds it. */
const TOPICS = new Map<Audience | null, Map<Family | 'feed', string>>();
for (const { audience, family, topic } of READ_SIDE_TOPICS) {
  TOPICS.set(audience, (TOPICS.get(audience) ?? new Map<Family | 'feed', string>()).set(family, topic));
}

const familyOf = (record: RoutedNotice | RoutedReferral): Family => {
  if (record.of === 'law-notice') return 'law-notices';
  return record.restricted ? 'restricted' : 'referrals';
};

/** What each topic is owed of a record: as much as the one of its readers who may see the most. */
export function owedTo(record: RoutedRecord, routing: Routing): Sights {
  const owed = new Map<string, number>();
  const raise = (topic: string, acts: number) => owed.set(topic, Math.max(acts, owed.get(topic) ?? 0));

  const family = familyOf(record);
  tellSights(record, routing, (unitId, acts) => {
    const unit = routing.units.get(unitId);
    const topic = unit && TOPICS.get(unit.system)?.get(family);
    if (topic) raise(topic, acts);
    const feed = routing.feeds.get(unitId);
    if (feed?.isOpen) raise(feed.topic, acts);
  });
  return owed;
}
