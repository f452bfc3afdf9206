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
      due_on: 'text?',
      subject: 'text',
      request: 'text',
      case_number: 'text?',
    },
    ...{ summary: 'text?', said: 'text', chain: 'text', consent: 'text?', legal_basis: 'text', revision: 'integer' },
  },
  key: ['edition'],
  indexes: [['sent_at'], ['last_at'], ['standing_since'], ['waiting_for'], ['asked_of'], ['due_on']],
  searched: ['subject', 'request', 'case_number', 'said'],
});

/** Which edition a named unit may see; among several for which someone stands, the lowest `nth` holds. */
const sights = table({
  columns: {
    ...{ unit: 'text', nth: 'integer', edition: 'integer', sent_at: 'text' },
    ...{ is_sender: 'integer', is_receiver: 'integer', is_approver: 'integer', is_supervisor: 'integer' },
  },
  key: ['unit'],
  indexes: [['unit', 'sent_at'], ['sent_at']],
});

/** Where sender and holders lie, for the offices of those regions; not of a restricted kind. */
const places = table({ columns: { region: 'text' }, key: ['region'], indexes: [['region']] });

/** Every act as it was told, as JSON. */
const acts = table({ columns: { revision: 'integer', act: 'text' }, key: ['revision'] });

/** Referrals as each unit may see them. */
export const referralsProjection = projection({
  name: 'referrals',
  version: 3,
  families: ['referrals', 'restricted'],
  tables: { editions, sights, places, acts },
  fold(state: ReferralState | null, event): ReferralState {
    if (!isOfReferral(event)) throw new Error(`${event.type} is no message on a referral.`);
    return foldReferral(state, event);
  },
  rows(_, state) {
    const seen = sightsOf(state);
    const { kind, senderRegion } = sendingOf(state);
    const regions = [senderRegion, ...state.standing.chain.map(({ region }) => region)];
    const known = Math.max(-1, ...seen.map(({ edition }) => (edition === 0 ? Infinity : edition)));
    return {
      editions: [...new Set(seen.map(({ edition }) => edition))].map((edition) => editionRow(state, edition)),
      sights: seen.map((sight) => sightRow(state, sight)),
      places: kind.restricted || state.ended ? [] : [...new Set(regions)].map((region) => ({ region })),
      acts: state.acts
        .filter(({ revision }) => revision <= known)
        .map((act) => ({ revision: act.revision, act: JSON.stringify(act) })),
    };
  },
});

export type ReferralTables = (typeof referralsProjection)['tables'];

function sightRow(state: ReferralState, sight: Sight): RowOf<typeof sights> {
  const { unitId, approverId, supervisorId, occurredAt } = sendingOf(state);
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
  };
}

function editionRow(state: ReferralState, at: number): RowOf<typeof editions> {
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
    due_on: dueOn(edition, sending, finishedAt),
    subject,
    request,
    case_number: caseNumber,
    said: told.flatMap(wordsOf).join('\n'),
    chain: JSON.stringify(chainOf(edition, at)),
    consent: consent && JSON.stringify(consent),
    legal_basis: JSON.stringify(legalBasis),
    revision: edition.revision,
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
