import { createHash, timingSafeEqual } from 'node:crypto';
import {
  Metadata,
  ResponderBuilder,
  ServerInterceptingCall,
  ServerListenerBuilder,
  status,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { OPEN_TO_ALL } from './open-calls';

const REFUSED = {
  code: status.PERMISSION_DENIED,
  details: 'This event store lets in only the process that started it.',
  metadata: new Metadata(),
};

/** Lets a call through when it carries the name of the connection that is wanted. */
export function onlyNamed(connectionName: string): ServerInterceptor {
  const wanted = digest(connectionName);
  return ({ path }, call) => {
    if (OPEN_TO_ALL.has(path)) return new ServerInterceptingCall(call);

    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        const name = String(metadata.get('connection-name')[0] ?? '');
        if (timingSafeEqual(digest(name), wanted)) next(metadata);
        else call.sendStatus(REFUSED);
      })
      .build();
    return new ServerInterceptingCall(call, new ResponderBuilder().withStart((next) => next(listener)).build());
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
