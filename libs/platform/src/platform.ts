import { Readiness } from './health/readiness';
import type { Log } from './logging/log';
import { Metrics } from './metrics/metrics';
import { ProblemCatalogue } from './problem/problem-catalogue';
import { ProblemWriter } from './problem/problem-writer';

/** What every process of ours stands on, made once at its start. */
export type Platform = Readonly<{
  log: Log;
  problems: ProblemCatalogue;
  writer: ProblemWriter;
  readiness: Readiness;
  metrics: Metrics;
}>;

/** Makes the ground of a process. `problems` may already hold the app's own codes, rules and mappers. */
export function createPlatform(log: Log, problems: ProblemCatalogue = new ProblemCatalogue()): Platform {
  return {
    log,
    problems,
    writer: new ProblemWriter(problems, log),
    readiness: new Readiness(log),
    metrics: new Metrics(),
  };
}
