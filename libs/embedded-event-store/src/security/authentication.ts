import {
  Metadata,
  ServerInterceptingCall,
  ServerListenerBuilder,
  ResponderBuilder,
  status,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import type { StoreUser } from '../options';
import { OPEN_TO_ALL } from './open-calls';
import { SignIn, TooManySignIns } from './sign-in';

const USER = 'x-signed-in-as';

/** Who made the call, as the interceptor found; undefined on a node without users. */
export function signedInAs(metadata: Metadata): string | undefined {
  const name = metadata.get(USER)[0];
  return name === undefined ? undefined : Buffer.from(String(name), 'base64').toString('utf8');
}

/** Lets a call through when its credentials are right. Every call is checked by itself, so each may have its own. */
export function authentication(users: readonly StoreUser[]): ServerInterceptor {
  const signIn = new SignIn(users);
  return ({ path }, call) => {
    if (OPEN_TO_ALL.has(path)) return new ServerInterceptingCall(call);

    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        const header = String(metadata.get('authorization')[0] ?? '');
        metadata.remove('authorization');
        signIn.user(header).then(
          (user) => {
            if (user === undefined) call.sendStatus(unauthenticated(header === ''));
            else next(withUser(metadata, user));
          },
          (error: unknown) => call.sendStatus(busy(error)),
        );
      })
      .build();
    return new ServerInterceptingCall(call, new ResponderBuilder().withStart((next) => next(listener)).build());
  };
}

/** Replaces whatever the caller sent under that name. */
function withUser(metadata: Metadata, user: string): Metadata {
  metadata.set(USER, Buffer.from(user, 'utf8').toString('base64'));
  return metadata;
}

const unauthenticated = (missing: boolean) => ({
  code: status.UNAUTHENTICATED,
  details: missing ? 'This event store wants a user name and a password.' : 'The user name or the password is wrong.',
  metadata: new Metadata(),
});

const busy = (error: unknown) => ({
  code: error instanceof TooManySignIns ? status.RESOURCE_EXHAUSTED : status.INTERNAL,
  details: error instanceof Error ? error.message : 'The credentials could not be checked.',
  metadata: new Metadata(),
});
