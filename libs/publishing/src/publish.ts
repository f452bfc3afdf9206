import { AUDIENCES, feedOf, topicOf, type Family } from '@fuyuan/contracts';
import {
  shanghaiDate,
  type LawNoticeEvent,
  type ReferralEvent,
  type SubscriptionEvent,
  type UnitEvent,
} from '@fuyuan/domain';
import { messageFor, messageOf, sightEnded, type Message } from './message';
import { categoryOf, type Owed, type Published, type Recorded } from './recorded';
import { NOTHING_GIVEN, sharedGiven, sharedNames } from './interned';
import { handOn, sentReferral } from './referral-routing';
import { lineOf, openFeeds, type Feed, type RoutedRecord, type RoutedReferral, type Routing } from './routing';
import { settle, type Settled } from './settle';
import { sharedWith } from './shared';
import { owedTo } from './sight';
import { endsDue, onDay, unitsAfter, withoutDueEnds } from './units-routing';

/**
 * What follows from one fact. `owed` comes first: earlier acts of records, read from the log in the order given and
 * published by `publishEarlier`; then `published`, in order; then the routing is this one.
 */
export type Step = Readonly<{ routing: Routing; owed: readonly Owed[]; published: readonly Published[] }>;

type Routed = Readonly<{
  routing: Routing;
  /** Topics of the fact itself. */
  topics: readonly string[];
  owed: readonly Owed[];
  /** Said because of the fact, of other records too. */
  beside: readonly Published[];
}>;

/** Who is told what of a fact, the next in the log. Pure: the same log gives the same messages. Errors: UnknownFact. */
export function publish(routing: Routing, recorded: Recorded): Step {
  const message = messageOf(recorded);
  const today = shanghaiDate(new Date(recorded.recordedAt));
  const turned = passToHeirs(onDay(routing, today), recorded);
  const routed = message ? route(turned.routing, recorded) : nothing(turned.routing);
  const after = passToHeirs(routed.routing, recorded);
  return {
    routing: after.routing,
    owed: [...turned.owed, ...routed.owed, ...after.owed],
    published: [...turned.beside, ...routed.beside, ...toEach(routed.topics, message), ...after.beside],
  };
}

const nothing = (routing: Routing): Routed => ({ routing, topics: [], owed: [], beside: [] });

const toEach = (topics: readonly string[], message: Message | null): Published[] =>
  message ? topics.map((topic) => messageFor(topic, message)) : [];

function route(routing: Routing, recorded: Recorded): Routed {
  const acts = recorded.revision + 1;
  switch (categoryOf(recorded.stream)) {
    case 'unit':
      return {
        ...nothing(unitsAfter(routing, recorded as unknown as UnitEvent, acts)),
        topics: forAll(routing, 'units'),
      };
    case 'codeList':
      return { ...nothing({ ...routing, kindActs: acts }), topics: forAll(routing, 'referral-kinds') };
    case 'subscription':
      return subscribed(routing, recorded);
    default: {
      const record = recordAfter(routing.records.get(recorded.stream), recorded);
      return settled(
        routing,
        { record, stream: recorded.stream, acts: { before: recorded.revision, now: acts } },
        recorded,
      );
    }
  }
}

/** Which organs there are and of which kinds referrals may be is no secret: everyone who reads is told. */
const forAll = (routing: Routing, family: Family): string[] => [
  ...AUDIENCES.map((audience) => topicOf(audience, family)),
  ...openFeeds(routing),
];

function recordAfter(record: RoutedRecord | undefined, { type, data, revision, stream }: Recorded): RoutedRecord {
  const event = { type, data } as LawNoticeEvent | ReferralEvent;
  if (event.type === 'LawNoticePublished') {
    const { publisherId, addressees } = event.data;
    return { of: 'law-notice', named: sharedNames([publisherId, ...addressees]), acts: 1, given: NOTHING_GIVEN };
  }
  if (event.type === 'ReferralSent') return sentReferral(event.data);
  if (!record)
    throw new Error(`${stream} does not begin with its first act: the routing was not read from the beginning.`);

  if (record.of === 'law-notice')
    return { of: 'law-notice', named: record.named, acts: revision + 1, given: record.given };
  return handOn(record, { event: event as ReferralEvent, revision });
}

type Standing = Readonly<{ stream: string; record: RoutedRecord; acts: Readonly<{ before: number; now: number }> }>;

function settled(routing: Routing, { stream, record, acts }: Standing, because: Recorded): Routed {
  const followed = record.given.filter(({ topic }) => isFollowed(routing, topic));
  const known = followed.length === record.given.length ? record.given : followed;
  const { given, current, earlier, ended } = settle({ stream, given: known, acts }, owedTo(record, routing));
  const records = routing.records.set(
    stream,
    given === record.given ? record : { ...record, given: sharedGiven(given) },
  );
  return {
    routing: withRecords(routing, records),
    topics: current,
    owed: earlier,
    beside: farewells(stream, ended, because),
  };
}

const withRecords = ({ day, units, endsToCome, kindActs, feeds }: Routing, records: Routing['records']): Routing => ({
  day,
  units,
  endsToCome,
  kindActs,
  feeds,
  records,
});

const farewells = (stream: string, ended: Settled['ended'], because: Recorded): Published[] =>
  ended.map(({ topic, upTo }) => messageFor(topic, sightEnded(stream, upTo, because)));

/** A feed that ended is told nothing more, not even that. */
const isFollowed = (routing: Routing, topic: string): boolean =>
  !topic.startsWith('unit.') || openFeeds(routing).includes(topic);

/** When the day comes on which a unit is no more, what it may see is its heir's, and no longer its own. */
function passToHeirs(routing: Routing, because: Recorded): Routed {
  if (routing.endsToCome.length === 0) return nothing(routing);
  const ended = endsDue(routing);
  let all = nothing(ended.length > 0 ? withoutDueEnds(routing) : routing);
  if (ended.length === 0) return all;

  for (const [stream, record] of routing.records.entries()) {
    if (record.of !== 'referral' || !passesOn(all.routing, record, ended)) continue;
    const acts = { before: record.acts, now: record.acts };
    const one = settled(all.routing, { stream, record, acts }, because);
    all = { ...one, topics: [], owed: [...all.owed, ...one.owed], beside: [...all.beside, ...one.beside] };
  }
  return all;
}

/** Whether one of those that ended stood for a unit that the referral names. */
const passesOn = (routing: Routing, { always, chain, former }: RoutedReferral, ended: readonly string[]): boolean =>
  [...always, ...chain, ...former.map(([unitId]) => unitId)].some((named) =>
    lineOf(routing, named).some((unitId) => ended.includes(unitId)),
  );

function subscribed(routing: Routing, recorded: Recorded): Routed {
  const event = recorded as unknown as SubscriptionEvent;
  const { unitId } = event.data;
  const last = routing.feeds.get(unitId);
  if (event.type === 'SubscriptionEnded') {
    if (!last?.isOpen) return nothing(routing);
    return { ...nothing(withFeed(routing, unitId, { ...last, isOpen: false })), topics: [last.topic] };
  }
  const nth = (last?.nth ?? 0) + 1;
  const topic = feedOf(unitId, nth);
  const begun = withFeed(routing, unitId, { topic, isOpen: true, nth, startedAt: recorded.revision });
  const shared = sharedWith(routing, topic);
  if (event.data.from === 'now') return { ...nothing(begun), topics: [topic], owed: shared };
  const records = fromTheBeginning(begun, topic);
  return { ...records, topics: [topic], owed: [...shared, ...records.owed] };
}

const withFeed = (routing: Routing, unitId: string, feed: Feed): Routing => ({
  ...routing,
  feeds: new Map(routing.feeds).set(unitId, feed),
});

/** All that its unit may see, at once. */
function fromTheBeginning(routing: Routing, topic: string): Routed {
  let { records } = routing;
  const owed: Owed[] = [];
  for (const [stream, record] of routing.records.entries()) {
    const sight = owedTo(record, routing).get(topic);
    if (sight === undefined) continue;
    owed.push({ topic, stream, from: 0, before: Math.min(sight, record.acts) });
    const given = [...record.given, { topic, upTo: sight === Infinity ? null : sight }];
    records = records.set(stream, { ...record, given: sharedGiven(given) });
  }
  return { ...nothing({ ...routing, records }), owed };
}
