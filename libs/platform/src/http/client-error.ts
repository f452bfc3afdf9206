import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from '../logging/log';
import { Problem } from '../problem/problem';
import type { ProblemCatalogue } from '../problem/problem-catalogue';
import { DATA_HEADERS } from './security-headers';
import { PROBLEM_JSON } from '../problem/problem-writer';

const CODES: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request-timeout',
};

/** Answers what is not HTTP enough to become a request: broken, too slow, or with too large a head. */
export const answerClientError =
  (problems: ProblemCatalogue, log: Log) =>
  (error: Error & { code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const problem = new Problem(CODES[error.code ?? ''] ?? 'bad-request');
    const correlationId = randomUUID();
    log.debug({ correlationId, problem: problem.code, reason: error.code }, 'a client did not speak HTTP');

    if (socket.writable) socket.end(answerOf(problem, problems, correlationId));
    else socket.destroy(error);
  };

/** No header could be read, so the language is Chinese. */
function answerOf(problem: Problem, problems: ProblemCatalogue, correlationId: string): string {
  const document = problems.documentOf(problem, { language: 'zh', instance: '/', correlationId });
  const body = JSON.stringify(document);
  return [
    `HTTP/1.1 ${document.status} ${STATUS_CODES[document.status]}`,
    `Content-Type: ${PROBLEM_JSON}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Content-Language: zh',
    `X-Correlation-Id: ${correlationId}`,
    ...Object.entries(DATA_HEADERS).map(([name, value]) => `${name}: ${value}`),
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}
