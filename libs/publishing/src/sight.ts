import { topicOf, type Family } from '@fuyuan/contracts';
import { standingFor, type RoutedNotice, type RoutedRecord, type RoutedReferral, type Routing } from './routing';

/** How many acts of a record may be seen: the first so many, or all and what follows (`Infinity`). */
export type Sights = ReadonlyMap<string, number>;

const ALL = Infinity;

/**
 * What each unit may see of a record, said as the model says it (`referralInSight`, `mayKnow`): named units and the
 * heirs of named units see all; a unit that gave a referral back sees what was until then. What an office or an auditor
 * may see beyond their unit is no matter of topics: the log does not say which unit hosts the office (ADR 15).
 */
function sightsOf(record: RoutedRecord, routing: Routing): Sights {
  if (record.of === 'law-notice') return new Map(record.named.map((unitId) => [unitId, ALL]));

  const sights = new Map<string, number>();
  for (const unitId of [...record.always, ...record.chain]) sights.set(standingFor(routing, unitId), ALL);
  for (const [former, acts] of record.former) {
    const unitId = standingFor(routing, former);
    if (!sights.has(unitId)) sights.set(unitId, acts);
  }
  return sights;
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
  for (const [unitId, acts] of sightsOf(record, routing)) {
    const unit = routing.units.get(unitId);
    if (unit) raise(topicOf(unit.system, family), acts);
    const feed = routing.feeds.get(unitId);
    if (feed?.isOpen) raise(feed.topic, acts);
  }
  return owed;
}
