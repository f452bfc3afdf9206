const of = (step: string, ...times: readonly number[]): string[] => times.map((nth) => `${step} ${nth}`);

/**
 * Where a relay may die: before each request that it makes of the broker, and after the answer of those that change
 * something there, in its first transactions; while it reads the log. See `dies-at.ts`.
 */
export const STEPS: readonly string[] = [
  ...of('Metadata asked', 1, 3, 5),
  ...of('GroupCoordinator asked', 1, 2, 3, 4),
  ...of('JoinGroup asked', 1, 2, 3),
  ...of('JoinGroup answered', 1, 2, 3),
  ...of('SyncGroup asked', 1, 2, 3),
  ...of('SyncGroup answered', 1, 2, 3),
  ...of('OffsetFetch asked', 1, 2),
  ...of('ListOffsets asked', 1, 2),
  ...of('Fetch asked', 1, 20),
  ...of('Fetch answered', 20),
  ...of('Heartbeat asked', 5),
  ...of('LeaveGroup asked', 1),
  ...of('InitProducerId asked', 1),
  ...of('InitProducerId answered', 1),
  ...of('AddPartitionsToTxn asked', 1, 2, 3),
  ...of('AddPartitionsToTxn answered', 1, 2, 3),
  ...of('Produce asked', 1, 2, 3),
  ...of('Produce answered', 1, 2, 3),
  ...of('EndTxn asked', 1, 2, 3),
  ...of('EndTxn answered', 1, 2, 3),
  ...of('DescribeConfigs asked', 1),
  ...of('DescribeConfigs answered', 1),
  ...of('CreateTopics asked', 1),
  ...of('CreateTopics answered', 1),
  ...of('record asked', 1),
  ...of('record read', 1),
  ...of('fact handed', 1, 500),
  ...of('fact taken', 500),
];
