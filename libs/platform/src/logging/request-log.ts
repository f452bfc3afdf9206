import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '../platform';

/** What probes ask every few seconds is not news. */
const QUIET = /^\/(health|metrics)/;

/** One line for each request, and its place in the histogram. Runs for every request: keep it cheap. */
export function recordRequest({ log, metrics }: Platform, request: FastifyRequest, reply: FastifyReply): void {
  const { method, id: correlationId, account } = request;
  const route = request.routeOptions?.url ?? 'unmatched';
  const { statusCode: status } = reply;
  const ms = Math.round(reply.elapsedTime * 100) / 100;

  metrics.recordRequest({ method, route, status }, ms / 1000);
  const line = { method, route, status, ms, correlationId, ...(account ? { account } : {}) };
  if (QUIET.test(route)) log.debug(line, 'request');
  else log.info(line, 'request');
}
