import type { Owed } from './recorded';
import type { Routing } from './routing';

/** Which units there are: everyone who reads is told. */
export const unitsFor = ({ units }: Routing, topic: string): Owed[] =>
  [...units.values()].map(({ unitId, acts }) => ({ topic, stream: `unit-${unitId}`, from: 0, before: acts }));

/** Of which kinds referrals may be: everyone who reads is told. */
export const kindsFor = ({ kindActs }: Routing, topic: string): Owed[] =>
  kindActs > 0 ? [{ topic, stream: 'codeList-referral-kinds', from: 0, before: kindActs }] : [];

/** Both, for a topic that begins: without them the rest cannot be read. */
export const sharedWith = (routing: Routing, topic: string): Owed[] => [
  ...unitsFor(routing, topic),
  ...kindsFor(routing, topic),
];
