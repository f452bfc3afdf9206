import { cloudEventText, type MessageData, type MessageType } from '@fuyuan/contracts';
import { recordIdOf, UnknownFact, type Owed, type Published, type Recorded } from './recorded';
import { translationOf } from './translations';

export type Message = Omit<Published, 'topic'>;

/** What is said of a fact, one text for all its topics; nothing of one that stays inside. Errors: UnknownFact. */
export function messageOf(recorded: Recorded): Message | null {
  const translation = translationOf(recorded.type);
  if (translation === undefined) throw new UnknownFact(recorded);
  return translation && messageSaying(translation.message, translation.say(recorded.data), recorded);
}

/** Whose word it is where no unit acted. */
const NO_UNIT = 'fuyuan';

/**
 * For a topic that followed a referral and may not any more: this is the last that it is told. Nothing of the fact that
 * brought it about is said but when: it may be one of which these readers know nothing.
 */
export function sightEnded(stream: string, upTo: number, { position, recordedAt }: Recorded): Message {
  const id = `${stream}/sight-ended/${upTo}`;
  const asked = { correlationId: id, causationId: id, actorUnit: NO_UNIT };
  const at = { stream, revision: upTo - 1, position, recordedAt, occurredAt: recordedAt };
  const data: MessageData<'cn.fuyuan.referral.sight-ended.v1'> = { referralId: recordIdOf(stream) };
  return messageSaying('cn.fuyuan.referral.sight-ended.v1', data, { id, type: '', data, ...asked, ...at });
}

function messageSaying(type: MessageType, data: object, recorded: Recorded): Message {
  const { id: eventId, stream, revision, position } = recorded;
  const key = recordIdOf(stream);
  const { occurredAt, recordedAt, correlationId, causationId, actorUnit } = recorded;
  // Named one by one, here and below: an object put together from another takes several times as long.
  const value = cloudEventText(type, data, {
    id: eventId,
    subject: key,
    occurredAt,
    recordedAt,
    revision,
    position,
    correlationId,
    causationId,
    actorUnit,
  });
  return { key, value, eventId, stream, revision, position, type };
}

export const messageFor = (
  topic: string,
  { key, value, eventId, stream, revision, position, type }: Message,
): Published => ({ topic, key, value, eventId, stream, revision, position, type });

/** An earlier act of the record, for the topic that is owed it. Errors: UnknownFact. */
export function publishEarlier({ topic }: Owed, recorded: Recorded): Published {
  const message = messageOf(recorded);
  if (!message) throw new Error(`${recorded.type} of ${recorded.stream} is owed to nobody.`);
  return messageFor(topic, message);
}
