import type {
  AccountEvent,
  DenialEvent,
  LawNoticeEvent,
  ReferralEvent,
  ReferralKindsEvent,
  SubscriptionEvent,
  UnitEvent,
  Units,
} from '@fuyuan/domain';

/** Every private fact. An event added to one of these must say in `translations.ts` what is published of it. */
export type DomainEvent =
  | UnitEvent
  | Units.UnitMovesEvent
  | LawNoticeEvent
  | ReferralEvent
  | ReferralKindsEvent
  | SubscriptionEvent
  | AccountEvent
  | DenialEvent;

export type EventType = DomainEvent['type'];
export type DataOf<Type extends EventType> = Extract<DomainEvent, { type: Type }>['data'];

/** A fact as it lies in the log, in its newest shape. `stream` is `<category>-<record id>`; instants are UTC. */
export type Recorded = Readonly<{
  id: string;
  /** The name of the model, without a version. */
  type: string;
  data: unknown;
  stream: string;
  revision: number;
  position: string;
  occurredAt: string;
  recordedAt: string;
  correlationId: string;
  causationId: string;
  actorUnit: string;
}>;

/** One message for one topic. `value` is the CloudEvent as JSON; `type` that of the CloudEvent; `key` the record's id. */
export type Published = Readonly<{
  topic: string;
  key: string;
  value: string;
  eventId: string;
  stream: string;
  revision: number;
  position: string;
  type: string;
}>;

/** Earlier acts of a record that a topic is owed first: those from revision `from` until before `before`. */
export type Owed = Readonly<{ topic: string; stream: string; from: number; before: number }>;

/** The log holds a fact that this version does not know how to publish: whoever reads stops, and says which. */
export class UnknownFact extends Error {
  override readonly name = 'UnknownFact';

  constructor({ type, stream, revision, position }: Pick<Recorded, 'type' | 'stream' | 'revision' | 'position'>) {
    super(`What is published of '${type}' (${stream}, revision ${revision}, position ${position}) is not known here.`);
  }
}

export const recordIdOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);
export const categoryOf = (stream: string): string => stream.slice(0, stream.indexOf('-'));
