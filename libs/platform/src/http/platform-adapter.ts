import { isUtf8 } from 'node:buffer';
import type { Server } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifyHttpOptions } from 'fastify';
import { Problem } from '../problem/problem';
import type { ProblemWriter } from '../problem/problem-writer';
import { checkJson, type JsonLimits } from './json-limits';
import { RouteTable } from './route-table';

/**
 * Nest's adapter, except that what Fastify itself refuses goes to our writer as it is: Nest would take the error's
 * code away on the way.
 */
export class PlatformAdapter extends FastifyAdapter {
  private readonly routes = new RouteTable();

  constructor(
    options: FastifyHttpOptions<Server>,
    private readonly writer: ProblemWriter,
    json: JsonLimits,
  ) {
    super(options);
    this.fastify.addHook('onRoute', ({ url, method }) => this.routes.add(url, [method].flat()));
    this.readJson(json, options.bodyLimit);
  }

  /** The Fastify instance in the type by which the rest of this room knows it. */
  get fastify(): FastifyInstance {
    return this.getInstance<FastifyInstance>();
  }

  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    this.fastify.setErrorHandler((error, request, reply) => this.writer.write(error, request, reply));
    return this.getInstance();
  }

  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    this.fastify.setNotFoundHandler((request, reply) =>
      this.writer.write(this.notFound(request, reply), request, reply),
    );
    return this.getInstance();
  }

  private notFound({ method, url }: FastifyRequest, reply: FastifyReply): Problem {
    const allowed = this.routes.methodsOf(url.split('?', 1)[0] ?? '').join(', ');
    if (allowed === '' || allowed.split(', ').includes(method)) return new Problem('not-found');

    reply.header('allow', allowed);
    return new Problem('method-not-allowed', { values: { method, allowed } });
  }

  /** JSON only, in UTF-8 only: what is read as U+FFFD can never be put right again. */
  private readJson(limits: JsonLimits, bodyLimit: number | undefined): void {
    const parse = this.fastify.getDefaultJsonParser('error', 'error');
    this.fastify.removeContentTypeParser('text/plain');
    this.useBodyParser('application/json', false, bodyLimit ? { bodyLimit } : {}, (request, body: Buffer, done) => {
      if (!isUtf8(body)) return done(new Problem('malformed-json'));
      void parse(request, body.toString('utf8'), (error, value) => done(error ?? faultOf(body, value, limits), value));
    });
  }
}

function faultOf(body: Buffer, value: unknown, limits: JsonLimits): Error | null {
  try {
    checkJson(body, value, limits);
    return null;
  } catch (error) {
    return error as Error;
  }
}
