import { Server, ServerCredentials, type ServerInterceptor } from '@grpc/grpc-js';
import type { Service } from './service';

/** How the node is reached and by whom. Made by ../security. */
export interface Protection {
  readonly credentials: ServerCredentials;
  readonly interceptors: ServerInterceptor[];
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface RunningServer {
  readonly address: Address;
  /** Ends subscriptions, answers what is in flight, closes connections. */
  stop(): Promise<void>;
}

/** A fragment of 3 MiB and one event more: what the clients send at most when they split. */
const MOST_MESSAGE_BYTES = 16 * 1024 * 1024 + 64 * 1024;
const GRACE_MS = 3000;

export async function serve(
  services: readonly Service[],
  { host, port }: Address,
  { credentials, interceptors }: Protection,
): Promise<RunningServer> {
  const server = new Server({
    interceptors,
    'grpc.max_receive_message_length': MOST_MESSAGE_BYTES,
    'grpc.max_send_message_length': -1,
    'grpc.max_concurrent_streams': 2000,
    'grpc-node.max_session_memory': 64,
    'grpc.keepalive_time_ms': 30_000,
  });
  for (const { definition, implementation } of services) server.addService(definition, implementation);

  const bound = await new Promise<number>((resolve, reject) => {
    const place = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    server.bindAsync(place, credentials, (error, found) => (error ? reject(error) : resolve(found)));
  });
  return { address: { host, port: bound }, stop: () => stop(server, services) };
}

async function stop(server: Server, services: readonly Service[]): Promise<void> {
  const closed = new Promise<void>((resolve) => server.tryShutdown(() => resolve()));
  for (const service of services) await service.stop?.();
  const grace = setTimeout(() => server.forceShutdown(), GRACE_MS);
  await closed;
  clearTimeout(grace);
}
