import { ServerFeaturesService } from '@eventstore/db-client/generated/serverfeatures_grpc_pb';
import { SupportedMethod, SupportedMethods } from '@eventstore/db-client/generated/serverfeatures_pb';
import type { sendUnaryData } from '@grpc/grpc-js';
import type { Service } from './service';

/** The version of EventStoreDB whose protocol the node speaks. */
const SPEAKS = '23.10.0';

/** Tells a client which methods the node has: all of `services`, with what each says of its own. */
export function featuresService(services: readonly Service[]): Service {
  const supported = new SupportedMethods().setEventStoreServerVersion(SPEAKS);
  for (const { definition, features = {} } of services) {
    for (const { path } of Object.values(definition)) {
      const [, service = '', method = ''] = path.split('/');
      supported.addMethods(
        new SupportedMethod()
          .setServiceName(service.toLowerCase())
          .setMethodName(method.toLowerCase())
          .setFeaturesList([...(features[method] ?? [])]),
      );
    }
  }
  return {
    definition: ServerFeaturesService,
    implementation: {
      getSupportedMethods: (_call: unknown, callback: sendUnaryData<SupportedMethods>) => callback(null, supported),
    },
  };
}
