import type { Server } from 'node:http';
import type { FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { recordRequest } from '../logging/request-log';
import type { Platform } from '../platform';
import { Problem } from '../problem/problem';
import { type AddressRates, addressPaceOf } from './address-pace';
import { answerClientError } from './client-error';
import { CORRELATION_HEADER, correlationIdOf } from './correlation';
import { JSON_LIMITS, type JsonLimits } from './json-limits';
import { PlatformAdapter } from './platform-adapter';
import { DATA_HEADERS, TLS_HEADERS } from './security-headers';
import { repeatedHeader } from './single-headers';
import { Turnstile } from './turnstile';

declare module 'fastify' {
  interface FastifyRequest {
    /** The account that asks, once it is known; named in the log line of the request. */
    account: string | null;
  }
}

/** Limits of the HTTP server. Sizes in bytes, times in milliseconds. */
export type HttpOptions = AddressRates &
  Readonly<{
    /** Of a request body; default 1 MiB. */
    bodyLimit?: number;
    /** Of all headers together; default 16 KiB. */
    headerLimit?: number;
    /** Headers of one request; default 100. */
    headerCount?: number;
    /** Of the parts of a JSON body; see `JSON_LIMITS`. */
    json?: Partial<JsonLimits>;
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

/** About as many as reach the event store in one write; with more, it waits for the last of them. */
const BEGIN_IN_A_TURN = 8;

/** Nest's Fastify adapter with the limits, headers, log line and refusals that every process of ours has. */
export function createFastify(platform: Platform, options: HttpOptions = {}): PlatformAdapter {
  const adapter = new PlatformAdapter(serverOptions(platform, options), platform.writer, {
    ...JSON_LIMITS,
    ...options.json,
  });
  const { fastify } = adapter;
  fastify.server.maxConnections = options.maxConnections ?? 10_000;
  // Node would silently leave out what is beyond; the check of ours sees them all, and refuses.
  fastify.server.maxHeadersCount = 0;
  fastify.decorateRequest('account', null);

  const checkHead = headCheck(options);
  const turnstile = new Turnstile(BEGIN_IN_A_TURN);
  fastify.addHook('onRequest', (request, reply, done) => {
    greet(platform, request, reply);
    try {
      checkHead(request);
    } catch (error) {
      done(error as Error);
      return;
    }
    turnstile.enter(done);
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

/** What is refused by the head of a request alone: too many headers, one that is ambiguous, too fast a caller. */
function headCheck({ headerCount = 100, ...rates }: HttpOptions): (request: FastifyRequest) => void {
  const keepPace = addressPaceOf(rates);
  return (request) => {
    const { rawHeaders } = request.raw;
    if (rawHeaders.length > 2 * headerCount) throw new Problem('headers-too-large');
    const header = repeatedHeader(rawHeaders);
    if (header) throw new Problem('duplicate-header', { values: { header } });
    keepPace(request);
  };
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
    http: { maxHeaderSize: options.headerLimit ?? 16_384, connectionsCheckingInterval: 5_000 },
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
  if (request.protocol === 'https') reply.headers(TLS_HEADERS);
  if (readiness.stopping) reply.header('connection', 'close');
}
