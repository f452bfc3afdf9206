import { AssignerProtocol, type Assigner, type GroupMember, type PartitionAssigner } from 'kafkajs';

const { MemberAssignment, MemberMetadata } = AssignerProtocol;
const NAME = 'fuyuan-eldest-leads';

/**
 * Gives everything to the member that stands longest. kafkajs' own assigner goes by member names, so that a newcomer
 * would take the lead from one that is at work every second time.
 */
export const eldestLeads =
  (standingSince: number): PartitionAssigner =>
  ({ cluster }): Assigner => ({
    name: NAME,
    version: 0,
    assign: async ({ members, topics }) => {
      const eldest = [...members].sort(byAge)[0];
      if (!eldest) return [];
      const assignment = Object.fromEntries(
        topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)]),
      );
      const memberAssignment = MemberAssignment.encode({ version: 0, assignment, userData: Buffer.alloc(0) });
      return [{ memberId: eldest.memberId, memberAssignment }];
    },
    protocol: ({ topics }) => ({
      name: NAME,
      metadata: MemberMetadata.encode({ version: 0, topics, userData: Buffer.from(String(standingSince)) }),
    }),
  });

const byAge = (one: GroupMember, other: GroupMember): number =>
  sinceOf(one) - sinceOf(other) || (one.memberId < other.memberId ? -1 : 1);

function sinceOf({ memberMetadata }: GroupMember): number {
  const since = Number(MemberMetadata.decode(memberMetadata)?.userData.toString());
  return Number.isFinite(since) ? since : Number.MAX_SAFE_INTEGER;
}
