import { projection, table, type RowOf } from '@fuyuan/read-model';
import { holderOf, OPEN_STATES, waitingFor, type Edition } from './edition';
import { isOfReferral, wordsOf, type Sending } from './referral-acts';
import { foldReferral, sendingOf, sightsOf, type ReferralState, type Sight } from './referral-state';

/** An edition as it is listed, filtered and searched; lists and objects are JSON. */
const editions = table({
  columns: {
    edition: 'integer',
    ...{ kind: 'text', kind_name: 'text', restricted: 'integer', state: 'text', outcome: 'text?', reason: 'text?' },
    ...{
      sender: 'text',
      approver: 'text',
      supervisor: 'text?',
      holder: 'text',
      waiting_for: 'text?',
      asked_of: 'text?',
    },
    ...{ sent_at: 'text', last_at: 'text', standing_since: 'text', finished_at: 'text?' },
    ...{
      answer_by: 'text?',
      asked_until: 'text?',
      granted_until: 'text?',
      subject: 'text',
      request: 'text',
      case_number: 'text?',
    },
    ...{ summary: 'text?', said: 'text', chain: 'text', consent: 'text?', legal_basis: 'text', revision: 'integer' },
    /** By which day it is to be over, granted or else asked for, while that can pass: see `OPEN_STATES`. */
    due_on: 'text?',
    /** Who may see this edition, apart by spaces: units, and places as `placeWord` says them. */
    seers: 'text',
  },
  key: ['edition'],
  indexes: [
    ['sent_at', 'record_id'],
    ['last_at'],
    ['standing_since'],
    ['state', 'sent_at'],
    ['waiting_for', 'sent_at'],
    ['asked_of', 'sent_at'],
    ['due_on'],
  ],
  searched: ['subject', 'request', 'case_number', 'said'],
  seenBy: 'seers',
});

/**
 * Which edition a named unit may see; among several for which someone stands, the lowest `nth` holds. What its list is
 * filtered and sorted by stands here too, so that one unit's list lies in one place.
 */
const sights = table({
  columns: {
    ...{ unit: 'text', nth: 'integer', edition: 'integer', sent_at: 'text' },
    ...{ is_sender: 'integer', is_receiver: 'integer', is_approver: 'integer', is_supervisor: 'integer' },
    ...{ kind: 'text', restricted: 'integer', state: 'text', waiting_for: 'text?', asked_of: 'text?', due_on: 'text?' },
    ...{ last_at: 'text', standing_since: 'text' },
  },
  key: ['unit'],
  carrying: [['unit', 'sent_at', 'record_id']],
});

/** Where sender and holders lie, for the offices of those regions; not of a restricted kind. */
const places = table({
  columns: { region: 'text', sent_at: 'text' },
  key: ['region'],
  indexes: [['region', 'sent_at', 'record_id']],
});

/** Units that are named in what this side follows no more, and that do not see it: by them it can still be asked for. */
const named = table({ columns: { unit: 'text', sent_at: 'text' }, key: ['unit'], indexes: [['unit', 'sent_at']] });

/** Every act as it was told, as JSON. */
const acts = table({ columns: { revision: 'integer', act: 'text' }, key: ['revision'] });

/** Referrals as each unit may see them. */
export const referralsProjection = projection({
  name: 'referrals',
  version: 3,
  families: ['referrals', 'restricted'],
  tables: { editions, sights, places, named, acts },
  fold(state: ReferralState | null, event): ReferralState {
    if (!isOfReferral(event)) throw new Error(`${event.type} is no message on a referral.`);
    return foldReferral(state, event);
  },
  rows(_, state) {
    const seen = sightsOf(state);
    const { occurredAt } = sendingOf(state);
    const known = Math.max(-1, ...seen.map(({ edition }) => (edition === 0 ? Infinity : edition)));
    const editions = [...new Set(seen.map(({ edition }) => edition))].map((edition) =>
      editionRow(state, edition, seersOf(state, seen, edition)),
    );
    return {
      editions,
      sights: seen.map((sight) => sightRow(state, sight, editions)),
      places: placesOf(state).map((region) => ({ region, sent_at: occurredAt })),
      named: namedUnseeing(state, seen).map((unit) => ({ unit, sent_at: occurredAt })),
      acts: state.acts
        .filter(({ revision }) => revision <= known)
        .map((act) => ({ revision: act.revision, act: JSON.stringify(act) })),
    };
  },
});

export type ReferralTables = (typeof referralsProjection)['tables'];

/** Where an office may look for it. */
function placesOf(state: ReferralState): readonly string[] {
  const { kind, senderRegion } = sendingOf(state);
  if (kind.restricted || state.ended) return [];
  return [...new Set([senderRegion, ...state.standing.chain.map(({ region }) => region)])];
}

/** A place among who may see an edition: `@2202` is the region and all within it, as the office of it looks for it. */
export const placeWord = (prefix: string): string => `@${prefix}`;

function seersOf(state: ReferralState, seen: readonly Sight[], edition: number): string {
  const units = seen.filter((sight) => sight.edition === edition).map(({ unit }) => unit);
  if (edition !== 0) return units.join(' ');
  const within = placesOf(state).flatMap((region) => [region, region.slice(0, 4), region.slice(0, 2)]);
  return [...units, ...new Set(within.map(placeWord))].join(' ');
}

function namedUnseeing(state: ReferralState, seen: readonly Sight[]): readonly string[] {
  if (!state.ended || seen.length === 0) return [];
  const { unitId, approverId, supervisorId } = sendingOf(state);
  const sees = new Set(seen.map(({ unit }) => unit));
  const units = new Set([unitId, approverId, ...(supervisorId === undefined ? [] : [supervisorId])]);
  return [...units].filter((unit) => !sees.has(unit));
}

type EditionRow = RowOf<typeof editions>;

function sightRow(state: ReferralState, sight: Sight, of: readonly EditionRow[]): RowOf<typeof sights> {
  const { unitId, approverId, supervisorId, occurredAt } = sendingOf(state);
  const edition = of.find((one) => one.edition === sight.edition);
  if (!edition) throw new Error(`There is no edition ${sight.edition}.`);
  const held = sight.nth > 0 || state.standing.chain.some((turn) => turn.unitId === sight.unit);
  return {
    unit: sight.unit,
    nth: sight.nth,
    edition: sight.edition,
    sent_at: occurredAt,
    is_sender: Number(sight.unit === unitId),
    is_receiver: Number(held),
    is_approver: Number(sight.unit === approverId),
    is_supervisor: Number(sight.unit === supervisorId),
    kind: edition.kind,
    restricted: edition.restricted,
    state: edition.state,
    waiting_for: edition.waiting_for,
    asked_of: edition.asked_of,
    due_on: edition.due_on,
    last_at: edition.last_at,
    standing_since: edition.standing_since,
  };
}

function editionRow(state: ReferralState, at: number, seers: string): EditionRow {
  const sending = sendingOf(state);
  const edition = at === 0 ? state.standing : state.partings[at];
  if (!edition) throw new Error(`There is no edition ${at}.`);
  const { waiting_for, asked_of } = at === 0 ? waits(edition, sending) : NOBODY;
  const { kind, subject, request, caseNumber, consent, legalBasis, occurredAt } = sending;
  const { unitId, approverId, supervisorId = null, answerBy = null } = sending;
  const finishedAt = waiting_for === null ? edition.standingSince : null;
  const told = at === 0 ? state.acts : state.acts.filter(({ revision }) => revision <= at);
  return {
    edition: at,
    kind: kind.code,
    kind_name: kind.name,
    restricted: Number(kind.restricted),
    state: edition.state,
    outcome: edition.outcome,
    reason: edition.reason,
    summary: edition.summary,
    sender: unitId,
    approver: approverId,
    supervisor: supervisorId,
    holder: holderOf(edition).unitId,
    waiting_for,
    asked_of,
    sent_at: occurredAt,
    last_at: edition.lastAt,
    standing_since: edition.standingSince,
    finished_at: finishedAt,
    answer_by: answerBy,
    asked_until: edition.askedUntil,
    granted_until: edition.grantedUntil,
    subject,
    request,
    case_number: caseNumber,
    said: told.flatMap(wordsOf).join('\n'),
    chain: JSON.stringify(chainOf(edition, at)),
    consent: consent && JSON.stringify(consent),
    legal_basis: JSON.stringify(legalBasis),
    revision: edition.revision,
    due_on: dueOn(edition, sending, finishedAt),
    seers,
  };
}

const NOBODY = { waiting_for: null, asked_of: null };

/** By which day it is to be over while it is not; `null` where nobody said. */
function dueOn({ state, grantedUntil }: Edition, { answerBy }: Sending, finishedAt: string | null): string | null {
  if (finishedAt !== null || !OPEN_STATES.has(state)) return null;
  return grantedUntil ?? answerBy ?? null;
}

/** For whom it waits; beside the one whose turn it is, for the approver while more time is asked for. */
function waits(edition: Edition, sending: Sending) {
  const waiting = waitingFor(edition, sending);
  return {
    waiting_for: waiting,
    asked_of: waiting !== null && edition.askedUntil !== null ? sending.approverId : null,
  };
}

/** Of the chain, who gave it back knows its own turn. */
const chainOf = (edition: Edition, at: number) => (at === 0 ? edition.chain : edition.chain.slice(-1));
