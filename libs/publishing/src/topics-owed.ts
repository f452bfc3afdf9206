import { READ_SIDE_TOPICS, type Topic } from '@fuyuan/contracts';
import type { Routing } from './routing';

/** Every topic there must be, with who reads it: those of the read sides, and the feeds of units that ever subscribed. */
export const topicsOwed = (routing?: Routing): readonly Topic[] => [
  ...READ_SIDE_TOPICS,
  ...[...(routing?.feeds ?? [])].map(([unitId, { topic, isOpen: open }]) => ({
    topic,
    family: 'feed' as const,
    audience: null,
    unitId,
    open,
  })),
];
