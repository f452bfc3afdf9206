import { hostname } from 'node:os';
import { randomUUID } from 'node:crypto';
import { GossipService } from '@eventstore/db-client/generated/gossip_grpc_pb';
import { ClusterInfo, EndPoint, MemberInfo } from '@eventstore/db-client/generated/gossip_pb';
import { UUID } from '@eventstore/db-client/generated/shared_pb';
import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import type { Service } from './server/service';

const TICKS_PER_MILLISECOND = 10_000;

/**
 * Tells clients that discover (`esdb+discover://`, several hosts) that this node is the cluster and its leader. They
 * are sent to the address by which they came, since it is the one that is known to reach the node.
 */
export function gossipService(): Service {
  const id = new UUID().setString(randomUUID());
  return {
    definition: GossipService,
    implementation: {
      read: (call: ServerUnaryCall<unknown, ClusterInfo>, callback: sendUnaryData<ClusterInfo>) => {
        const member = new MemberInfo()
          .setInstanceId(id)
          .setTimeStamp(String(Date.now() * TICKS_PER_MILLISECOND))
          .setState(MemberInfo.VNodeState.LEADER)
          .setIsAlive(true)
          .setHttpEndPoint(endPoint(call.getHost()));
        callback(null, new ClusterInfo().setMembersList([member]));
      },
    },
  };
}

/** `host:port` of the request's :authority; a bare host is on the protocol's own port. */
function endPoint(authority: string): EndPoint {
  const [, host = hostname(), port = '2113'] = /^(\[[^\]]+\]|[^:]+)(?::(\d+))?$/.exec(authority) ?? [];
  return new EndPoint().setAddress(host).setPort(Number(port));
}
