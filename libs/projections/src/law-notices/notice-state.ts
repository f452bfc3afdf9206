import type { FuyuanEvent, MessageData, MessageType } from '@fuyuan/contracts';

type OfNotices = Extract<MessageType, `cn.fuyuan.law-notice.${string}`>;
type NoticeMessage = Extract<FuyuanEvent, { type: OfNotices }>;
type Published = MessageData<'cn.fuyuan.law-notice.published.v1'>;
type Assessed = MessageData<'cn.fuyuan.law-notice.assessed.v1'>;

export type Norm = Published['norm'];

/** The norm as one edition of the notice says it; `reason` says why it was corrected, `null` for the first. */
export type Edition = Readonly<{ edition: number; norm: Norm; at: string; recordedAt: string; reason: string | null }>;

/** An act of an addressed unit on an edition. Times are when it happened; UTC. */
type Done = Readonly<{ edition: number; at: string }>;

/** How far an addressed unit came. */
export type Handling = Readonly<{
  unitId: string;
  signedFor: Done | null;
  read: Done | null;
  assessed: (Done & Pick<Assessed, 'impact' | 'opinion' | 'measures'>) | null;
}>;

/** An act as the history shows it; `unitId` is the unit whose act it is. */
export type NoticeAct = Readonly<{
  revision: number;
  verb: string;
  unitId: string;
  edition: number;
  occurredAt: string;
  recordedAt: string;
  legalBasis: readonly Readonly<{ norm: string; article: string | null }>[];
  /** Of an assessment the impact, the opinion and the measures; of a correction or withdrawal the reason. */
  said: Readonly<Record<string, string | null>>;
}>;

export type NoticeState = Readonly<{
  publisherId: string;
  publisherRegion: string;
  publishedAt: string;
  editions: readonly Edition[];
  withdrawn: Readonly<{ at: string; reason: string }> | null;
  /** One for each unit, in the order of the addressees. */
  handling: readonly Handling[];
  acts: readonly NoticeAct[];
}>;

const untouched = (unitId: string): Handling => ({ unitId, signedFor: null, read: null, assessed: null });

const NOTICES = 'cn.fuyuan.law-notice.';

/** Errors: Error for an act on a notice that was not published, or a message of another record. */
export function foldNotice(state: NoticeState | null, event: FuyuanEvent): NoticeState {
  if (!event.type.startsWith(NOTICES)) throw new Error(`${event.type} is no message of a law notice.`);
  const message = event as NoticeMessage;
  const known = message.type === 'cn.fuyuan.law-notice.published.v1' ? published(message) : state;
  if (!known) throw new Error('The law notice was not published before.');
  const after = changed(known, message);
  return { ...after, acts: [...known.acts, actOf(after, message)] };
}

function published({ data, recordedat: recordedAt }: Extract<NoticeMessage, { data: Published }>): NoticeState {
  const { publisherId, publisherRegion, addressees, norm, occurredAt: at } = data;
  return {
    publisherId,
    publisherRegion,
    publishedAt: at,
    editions: [{ edition: 1, norm, at, recordedAt, reason: null }],
    withdrawn: null,
    handling: [...new Set(addressees)].map(untouched),
    acts: [],
  };
}

function changed(state: NoticeState, { type, data, recordedat: recordedAt }: NoticeMessage): NoticeState {
  const at = data.occurredAt;
  switch (type) {
    case 'cn.fuyuan.law-notice.published.v1':
      return state;
    case 'cn.fuyuan.law-notice.corrected.v1': {
      const { corrects, norm, reason } = data;
      return { ...state, editions: [...state.editions, { edition: corrects + 1, norm, at, recordedAt, reason }] };
    }
    case 'cn.fuyuan.law-notice.withdrawn.v1':
      return { ...state, withdrawn: { at, reason: data.reason } };
    case 'cn.fuyuan.law-notice.signed-for.v1':
      return handled(state, data.unitId, (one) => ({ ...one, signedFor: { edition: data.edition, at } }));
    case 'cn.fuyuan.law-notice.read.v1':
      return handled(state, data.unitId, (one) => ({ ...one, read: { edition: data.edition, at } }));
    case 'cn.fuyuan.law-notice.assessed.v1': {
      const { unitId, edition, impact, opinion, measures } = data;
      return handled(state, unitId, (one) => ({ ...one, assessed: { edition, at, impact, opinion, measures } }));
    }
  }
}

function handled(state: NoticeState, unitId: string, change: (one: Handling) => Handling): NoticeState {
  const known = state.handling.findIndex((one) => one.unitId === unitId);
  const at = known < 0 ? state.handling.length : known;
  const handling = state.handling.slice();
  handling[at] = change(handling[at] ?? untouched(unitId));
  return { ...state, handling };
}

export const presentOf = ({ editions }: Pick<NoticeState, 'editions'>): Edition => {
  const last = editions.at(-1);
  if (!last) throw new Error('A law notice has an edition.');
  return last;
};

function actOf(state: NoticeState, { type, data, streamrevision: revision, recordedat }: NoticeMessage): NoticeAct {
  const { occurredAt, legalBasis } = data;
  return {
    revision,
    verb: type.slice(NOTICES.length, type.lastIndexOf('.')),
    unitId: 'unitId' in data ? data.unitId : state.publisherId,
    edition: 'edition' in data ? data.edition : presentOf(state).edition,
    occurredAt,
    recordedAt: recordedat,
    legalBasis,
    said: saidIn(data),
  };
}

function saidIn(data: NoticeMessage['data']): NoticeAct['said'] {
  if ('reason' in data) return { reason: data.reason };
  return 'impact' in data ? { impact: data.impact, opinion: data.opinion, measures: data.measures } : {};
}
