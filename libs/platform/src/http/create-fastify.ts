import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { recordRequest } from '../logging/request-log';
import type { Platform } from '../platform';
import { Problem } from '../problem/problem';
import { answerClientError } from './client-error';
import { CORRELATION_HEADER, correlationIdOf } from './correlation';
import { PlatformAdapter } from './platform-adapter';
import { DATA_HEADERS } from './security-headers';
import { repeatedHeader } from './single-headers';

declare module 'fastify' {
  interface FastifyRequest {
    /** The account that asks, once it is known; named in the log line of the request. */
    account: string | null;
  }
}

/** Limits of the HTTP server. Sizes in bytes, times in milliseconds. */
export type HttpOptions = Readonly<{
  /** Of a request body; default 1 MiB. */
  bodyLimit?: number;
  /** Of all headers together; default 16 KiB. */
  headerLimit?: number;
  /** For a whole request to arrive; default 30 s. */
  requestTimeout?: number;
  /** For which an idle connection is kept; default 65 s, longer than usual proxies keep theirs. */
  keepAliveTimeout?: number;
  /** Connections at once; default 10,000. */
  maxConnections?: number;
  /** Of one segment of a path that is a parameter; default 200 characters. */
  maxParamLength?: number;
  /** Which proxies may say who the caller is (Fastify's trustProxy); default none. */
  trustProxy?: boolean | string | string[];
}>;

/** Nest's Fastify adapter with the limits, headers, log line and refusals that every process of ours has. */
export function createFastify(platform: Platform, options: HttpOptions = {}): PlatformAdapter {
  const adapter = new PlatformAdapter(serverOptions(platform, options), platform.writer);
  const { fastify } = adapter;
  fastify.server.maxConnections = options.maxConnections ?? 10_000;
  fastify.decorateRequest('account', null);

  fastify.addHook('onRequest', (request, reply, done) => {
    greet(platform, request, reply);
    const header = repeatedHeader(request.raw.rawHeaders);
    done(header ? new Problem('duplicate-header', { values: { header } }) : undefined);
  });
  // What was under way when the stop began must tell its caller not to use this connection again.
  fastify.addHook('onSend', (_request, reply, payload, done) => {
    if (platform.readiness.stopping) reply.header('connection', 'close');
    done(null, payload);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    recordRequest(platform, request, reply);
    if (platform.readiness.stopping) setImmediate(() => fastify.server.closeIdleConnections());
    done();
  });
  return adapter;
}

function serverOptions(platform: Platform, options: HttpOptions): FastifyHttpOptions<Server> {
  return {
    logger: false,
    bodyLimit: options.bodyLimit ?? 1_048_576,
    requestTimeout: options.requestTimeout ?? 30_000,
    keepAliveTimeout: options.keepAliveTimeout ?? 65_000,
    trustProxy: options.trustProxy ?? false,
    routerOptions: { maxParamLength: options.maxParamLength ?? 200 },
    genReqId: correlationIdOf,
    // While we stop, a request on a connection that is still open is answered, and the connection then closed.
    return503OnClosing: false,
    http: { maxHeaderSize: options.headerLimit ?? 16_384 },
    clientErrorHandler: answerClientError(platform.problems, platform.log),
    // Fastify runs no hooks for these.
    frameworkErrors: (error, request, reply) => {
      const [asked, answer] = [request as FastifyRequest, reply];
      greet(platform, asked, answer);
      platform.writer.write(error, asked, answer);
      recordRequest(platform, asked, answer);
    },
  };
}

function greet({ readiness }: Platform, request: FastifyRequest, reply: FastifyReply): void {
  reply.headers(DATA_HEADERS).header(CORRELATION_HEADER, request.id);
  if (readiness.stopping) reply.header('connection', 'close');
}
