import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Log } from '../logging/log';
import { languageOf } from './language';
import { Problem } from './problem';
import type { ProblemCatalogue } from './problem-catalogue';
import { problemOf } from './problem-of';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** The one place where an error becomes an answer (RFC 9457). What is our fault is logged here, once, with its cause. */
export class ProblemWriter {
  constructor(
    private readonly catalogue: ProblemCatalogue,
    private readonly log: Log,
  ) {}

  /** Answers the request with what the error means. Does nothing when the answer has already begun. */
  write(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const problem = this.known(problemOf(error, this.catalogue));
    const status = this.catalogue.statusOf(problem);
    if (status >= 500) this.record(problem, request);
    if (reply.sent || reply.raw.headersSent) return;

    const language = languageOf(request.headers['accept-language']);
    const document = this.catalogue.documentOf(problem, {
      language,
      instance: uriOf(request.url),
      correlationId: request.id,
    });
    if (status === 401 && !reply.hasHeader('www-authenticate')) reply.header('www-authenticate', 'Bearer');
    void reply
      .code(status)
      .headers({ ...problem.parts.headers, 'content-language': language, vary: 'Accept-Language' })
      .type(PROBLEM_JSON)
      .send(JSON.stringify(document));
  }

  /** A code that nobody registered is a fault of the program, not of the caller. */
  private known(problem: Problem): Problem {
    try {
      this.catalogue.statusOf(problem);
      return problem;
    } catch (cause) {
      return new Problem('internal-error', { cause });
    }
  }

  private record({ code, parts }: Problem, request: FastifyRequest): void {
    const where = {
      correlationId: request.id,
      method: request.method,
      route: request.routeOptions?.url,
      problem: code,
    };
    if (code === 'internal-error') this.log.error({ ...where, err: parts.cause }, 'a request failed');
    else this.log.warn({ ...where, err: parts.cause }, 'a request could not be served');
  }
}

/** What was asked for without its query, as the URI reference that RFC 9457 wants: what no URI may hold is encoded. */
export const uriOf = (url: string): string =>
  // Node gives each byte of the address as one sign.
  Buffer.from(url.split('?', 1)[0] ?? '/', 'latin1')
    .toString('latin1')
    .replace(
      /%(?![0-9a-f]{2})|[^\w\-.~!$&'()*+,;=:@/%]/gi,
      (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
    );
