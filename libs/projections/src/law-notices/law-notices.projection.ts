import { projection, table, type RowOf, type RowsOf } from '@fuyuan/read-model';
import { foldNotice, presentOf, type Handling, type NoticeAct, type NoticeState } from './notice-state';

/** What an addressed unit has still to do about a notice. */
export type HandlingState = 'to-sign-for' | 'to-read' | 'to-assess' | 'done' | 'withdrawn';

const TABLES = {
  /** One row a notice, as its present edition says it. */
  notices: table({
    columns: {
      ...{ publisher_id: 'text', publisher_region: 'text', published_at: 'text', status: 'text', edition: 'integer' },
      ...{ title: 'text', document_number: 'text?', issuing_authority: 'text?', level: 'text', region_code: 'text?' },
      ...{ change: 'text', promulgated_on: 'text', effective_on: 'text?' },
      /** JSON: the fields of work. */
      fields: 'text',
      /** All that `q` looks into. */
      words: 'text',
      ...{ withdrawn_at: 'text?', withdrawn_because: 'text?', changed_at: 'text' },
      /** How many units are addressed, and how many of them have done it for the present edition. */
      ...{ addressed: 'integer', signed_for: 'integer', read: 'integer', assessed: 'integer', major: 'integer' },
      /** The publisher and the addressed units, apart by spaces. */
      seers: 'text',
    },
    key: [],
    indexes: [['published_at', 'record_id'], ['publisher_id', 'published_at', 'record_id'], ['promulgated_on']],
    searched: ['words'],
    seenBy: 'seers',
  }),
  /** One row for each unit that a notice is addressed to. */
  addressees: table({
    columns: {
      ...{ unit_id: 'text', state: 'text', published_at: 'text', publisher_id: 'text' },
      ...{ signed_edition: 'integer', signed_at: 'text?', read_edition: 'integer', read_at: 'text?' },
      ...{ assessed_edition: 'integer', assessed_at: 'text?', impact: 'text?', opinion: 'text?', measures: 'text?' },
    },
    key: ['unit_id'],
    indexes: [
      ['unit_id', 'published_at', 'record_id'],
      ['unit_id', 'state', 'published_at', 'record_id'],
      ['publisher_id', 'state'],
    ],
  }),
  fields: table({ columns: { field: 'text' }, key: ['field'], indexes: [['field']] }),
  editions: table({
    columns: {
      ...{ edition: 'integer', at: 'text', recorded_at: 'text', reason: 'text?' },
      /** JSON: the norm as that edition says it. */
      norm: 'text',
    },
    key: ['edition'],
  }),
  notice_acts: table({
    columns: {
      ...{ revision: 'integer', verb: 'text', unit_id: 'text', edition: 'integer' },
      ...{ occurred_at: 'text', recorded_at: 'text', legal_basis: 'text', said: 'text' },
    },
    key: ['revision'],
  }),
} as const;

/** What units tell each other of norms, and how far each addressed unit has come. */
export const lawNoticesProjection = projection({
  name: 'law-notices',
  version: 3,
  families: ['law-notices'],
  tables: TABLES,
  fold: foldNotice,
  rows: (_: string, state: NoticeState): RowsOf<typeof TABLES> => ({
    notices: [noticeRow(state)],
    addressees: state.handling.map((handling) => addresseeRow(state, handling)),
    fields: [...new Set(presentOf(state).norm.fieldsOfWork)].map((field) => ({ field })),
    editions: state.editions.map(({ edition, norm, at, recordedAt, reason }) => ({
      edition,
      at,
      recorded_at: recordedAt,
      reason,
      norm: JSON.stringify(norm),
    })),
    notice_acts: state.acts.map(actRow),
  }),
});

function noticeRow(state: NoticeState): RowOf<(typeof TABLES)['notices']> {
  const { edition, norm } = presentOf(state);
  const { title, documentNumber, issuingAuthority, fieldsOfWork, text, amends, repeals } = norm;
  const others = [...amends, ...repeals].flatMap((other) => [other.title, other.documentNumber]);
  const words = [title, documentNumber, issuingAuthority, ...fieldsOfWork, ...others, text];
  const { handling } = state;
  const done = (of: (one: Handling) => { edition: number } | null) =>
    handling.filter((one) => of(one)?.edition === edition).length;
  return {
    publisher_id: state.publisherId,
    publisher_region: state.publisherRegion,
    published_at: state.publishedAt,
    status: state.withdrawn ? 'withdrawn' : 'published',
    edition,
    title,
    document_number: documentNumber,
    issuing_authority: issuingAuthority,
    level: norm.level,
    region_code: norm.regionCode,
    change: norm.change,
    promulgated_on: norm.promulgatedOn,
    effective_on: norm.effectiveOn,
    fields: JSON.stringify(fieldsOfWork),
    words: words.filter((word) => word !== null).join('\n'),
    withdrawn_at: state.withdrawn?.at ?? null,
    withdrawn_because: state.withdrawn?.reason ?? null,
    changed_at: state.acts.at(-1)?.recordedAt ?? state.publishedAt,
    addressed: handling.length,
    signed_for: done((one) => one.signedFor),
    read: done((one) => one.read),
    assessed: done((one) => one.assessed),
    major: handling.filter((one) => one.assessed?.edition === edition && one.assessed.impact === 'major').length,
    seers: [...new Set([state.publisherId, ...handling.map(({ unitId }) => unitId)])].join(' '),
  };
}

const actRow = (act: NoticeAct): RowOf<(typeof TABLES)['notice_acts']> => ({
  revision: act.revision,
  verb: act.verb,
  unit_id: act.unitId,
  edition: act.edition,
  occurred_at: act.occurredAt,
  recorded_at: act.recordedAt,
  legal_basis: JSON.stringify(act.legalBasis),
  said: JSON.stringify(act.said),
});

const NOT_DONE = { edition: 0, at: null };
const NOT_ASSESSED = { ...NOT_DONE, impact: null, opinion: null, measures: null };

function addresseeRow(state: NoticeState, handling: Handling): RowOf<(typeof TABLES)['addressees']> {
  const signedFor = handling.signedFor ?? NOT_DONE;
  const read = handling.read ?? NOT_DONE;
  const assessed = handling.assessed ?? NOT_ASSESSED;
  return {
    unit_id: handling.unitId,
    state: standing(state, handling),
    published_at: state.publishedAt,
    publisher_id: state.publisherId,
    signed_edition: signedFor.edition,
    signed_at: signedFor.at,
    read_edition: read.edition,
    read_at: read.at,
    assessed_edition: assessed.edition,
    assessed_at: assessed.at,
    impact: assessed.impact,
    opinion: assessed.opinion,
    measures: assessed.measures,
  };
}

/** What the unit is to do next: a new edition is handled anew. */
function standing(state: NoticeState, { signedFor, read, assessed }: Handling): HandlingState {
  if (state.withdrawn) return 'withdrawn';
  const { edition } = presentOf(state);
  if (signedFor?.edition !== edition) return 'to-sign-for';
  if (read?.edition !== edition) return 'to-read';
  return assessed?.edition === edition ? 'done' : 'to-assess';
}
