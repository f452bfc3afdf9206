import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const found = (command: string, ...args: string[]): string => {
  try {
    return execFileSync('sh', ['-c', `${command} "$@" 2>&1`, command, ...args], { encoding: 'utf8' });
  } catch {
    return '';
  }
};

const JARS = process.env.KAFKA_JARS ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'fuyuan');

/** Why no real broker can be had here; undefined when one can. */
export function whyNoKafka(): string | undefined {
  if (process.env.KAFKA_BROKERS) return undefined;
  const major = /version "(\d+)/.exec(found('java', '-version'))?.[1];
  if (Number(major ?? 0) < 17) return `Java 17 or newer is ${major ? `wanted, ${major} is here` : 'not here'}`;
  return existsSync(JARS) || found('mvn', '-v') ? undefined : 'Maven is not here, to gather the jars of Kafka';
}

/**
 * Tests that need a real Kafka. Where none can be had they are skipped and the reason prints; with CI=true or
 * FUYUAN_REQUIRE_KAFKA=1 that is a failure.
 */
export function describeWithKafka(name: string, tell: () => void): void {
  const why = whyNoKafka();
  if (why === undefined) return describe(name, tell);
  if (process.env.CI === 'true' || process.env.FUYUAN_REQUIRE_KAFKA === '1') {
    describe(name, () => it('has a real Kafka to run on', () => Promise.reject(new Error(`${why}, and must be.`))));
    return undefined;
  }
  process.stdout.write(`skipped: ${name}: no Kafka: ${why}. KAFKA_BROKERS=host:port names one.\n`);
  return describe.skip(name, tell);
}
