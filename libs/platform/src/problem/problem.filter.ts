import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemWriter } from './problem-writer';
import { Refusals } from './refusals';

/** Hands whatever a Nest handler throws to the one writer of refusals, and then tells of it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly writer: ProblemWriter,
    private readonly refusals = new Refusals(),
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    this.writer.write(error, request, reply);
    this.refusals.tell({ error, status: reply.statusCode, request });
  }
}
