import { AUDIENCES, topicOf } from '@fuyuan/contracts';
import { publish, type Step } from './publish';
import type { Owed, Recorded } from './recorded';
import type { Routing } from './routing';
import { kindsFor, sharedWith, unitsFor } from './shared';

/** Where a generation of topics begins: after the fact at this position of the log, or with the first one. */
export type Beginning = string | null;

/**
 * As `publish`, in a generation that begins after a fact. What was before is not told, but followed, since it decides
 * who is told what. With that fact every topic is told which units and kinds there are, and an open feed that it was
 * begun; a law notice or referral from before is told, whole, at its next act: a topic holds of every record an unbroken
 * beginning in any generation. Errors: UnknownFact.
 */
export function publishAfter(beginning: Beginning, isAfter: Later): (routing: Routing, recorded: Recorded) => Step {
  if (beginning === null) return publish;
  return (routing, recorded) => {
    const step = publish(routing, recorded);
    if (isAfter(recorded.position, beginning)) return step;
    return recorded.position === beginning ? begin(step.routing) : { ...step, owed: [], published: [] };
  };
}

/** Whether one position lies behind another. */
type Later = (one: string, other: string) => boolean;

function begin(routing: Routing): Step {
  const records = routing.records.mapped((record) => (record.given.length === 0 ? record : { ...record, given: [] }));
  const feeds = [...routing.feeds].filter(([, { isOpen }]) => isOpen);
  const owed: Owed[] = [
    ...AUDIENCES.flatMap((audience) => unitsFor(routing, topicOf(audience, 'units'))),
    ...AUDIENCES.flatMap((audience) => kindsFor(routing, topicOf(audience, 'referral-kinds'))),
    ...feeds.flatMap(([unitId, { topic, startedAt }]) => [
      ...sharedWith(routing, topic),
      { topic, stream: `subscription-${unitId}`, from: startedAt, before: startedAt + 1 },
    ]),
  ];
  return { routing: { ...routing, records }, owed, published: [] };
}
