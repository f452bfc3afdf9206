import type { ServiceDefinition, UntypedServiceImplementation } from '@grpc/grpc-js';

/**
 * One gRPC service of the node, as the server registers it. Handlers are plain grpc-js handlers; a refusal is
 * `callback(refusal(...))` or `call.emit('error', refusal(...))` with an error of ./refusals.
 */
export interface Service {
  /** A generated definition (`@eventstore/db-client/generated/*_grpc_pb`), with codecs overridden where it is hot. */
  readonly definition: ServiceDefinition;
  readonly implementation: UntypedServiceImplementation;
  /** What ServerFeatures tells of each method beside its name, e.g. `{ Create: ['stream', 'all'] }`. */
  readonly features?: Readonly<Record<string, readonly string[]>>;
  /** Ends what has no end of its own (subscriptions), with UNAVAILABLE, so that the node can stop. */
  readonly stop?: () => void | Promise<void>;
}
