export { inOrder, type ReadEarlier } from './in-order';
export { publishEarlier } from './message';
export { publish, type Step } from './publish';
export { publishAfter, type Beginning } from './publish-after';
export { UnknownFact, type DomainEvent, type EventType, type Owed, type Published, type Recorded } from './recorded';
export { initialRouting, type Routing } from './routing';
export { topicsOwed } from './topics-owed';
