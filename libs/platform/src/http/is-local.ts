import type { FastifyRequest } from 'fastify';

/** What proxies add of their own accord, or as their manuals have them told to. */
const BY_A_PROXY = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * Whether someone asks on this machine, and not on behalf of another behind a proxy that runs on it. A proxy that adds
 * nothing at all cannot be told from someone on this machine.
 */
export const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  BY_A_PROXY.every((header) => headers[header] === undefined);
