import type { FastifyRequest } from 'fastify';

/** Whether someone asks on this machine, and not on behalf of another behind a proxy that runs on it. */
export const isLocal = ({ socket, headers }: FastifyRequest): boolean =>
  /^(127\.|::1$|::ffff:127\.)/.test(socket.remoteAddress ?? '') &&
  headers['x-forwarded-for'] === undefined &&
  headers.forwarded === undefined;
