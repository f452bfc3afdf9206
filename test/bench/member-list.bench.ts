import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { registerAccounts } from '../operations/accounts';
import { OFFICE } from '../operations/town';
import { temporaryDirectory } from '../operations/running/places';
import { startEmptyHandlers, startStandalone } from './processes';
import type { Row } from './report';

const CLI = join(__dirname, '../../apps/exchange/src/unit-import/import-units.cli.js');
const HEADER = 'name,unitId,kind,level,regionCode,parent,effectiveOn,officers,legalBasis';

/** A county government over towns over villages' bodies: units of three waves, each with one liaison officer. */
function writeList(path: string, count: number): void {
  const rows = Array.from({ length: count }, (_, at) => {
    const parent = at === 0 ? '' : at <= 20 ? 'member-0' : `member-${(at % 20) + 1}`;
    return `成员单位${at},member-${at},部门,县级,220284,${parent},2024-04-30,officer-${at},磐石市府院联动联席会议工作规则:第三条`;
  });
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'));
}

/** Runs the command as the office does, without a terminal; answers the seconds from its start to its end. */
async function importInto(origin: string, password: string, list: string, report: string): Promise<number> {
  const env = { ...process.env, FUYUAN_ACCOUNT: OFFICE, FUYUAN_PASSWORD: password };
  const began = performance.now();
  const child = spawn(process.execPath, [CLI, list, '--url', origin, '--report', report], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`The import ended with ${code}.`);
  return (performance.now() - began) / 1000;
}

function requireAllRecorded(report: string, count: number): void {
  const recorded = readFileSync(report, 'utf8').match(/,(?:新登记|recorded),/g)?.length ?? 0;
  if (recorded !== count) throw new Error(`${recorded} of ${count} rows were recorded.`);
}

/**
 * A member list of 10,000 units with an officer each, by the command and over HTTP, beside the same command and
 * requests to the same server whose handlers are empty.
 */
export async function benchMemberList({ short }: { readonly short: boolean }): Promise<Row[]> {
  const count = short ? 1_000 : 10_000;
  const place = temporaryDirectory();
  try {
    const password = await registerAccounts(place.path);
    const list = join(place.path, 'members.csv');
    const report = join(place.path, 'report.csv');
    writeList(list, count);

    const empty = await startEmptyHandlers(place.path);
    const baseline = await importInto(empty.origin, password, list, report).finally(() => empty.stop());
    requireAllRecorded(report, count);
    const standalone = await startStandalone(place.path, { READ_SIDES: 'false' });
    const seconds = await importInto(standalone.origin, password, list, report).finally(() => standalone.stop());
    requireAllRecorded(report, count);

    const name = `member list of ${count.toLocaleString('en-US')} units with officers`;
    const target = short ? 'in proportion: < 6 s' : '< 60 s';
    const met = seconds < (60 * count) / 10_000;
    return [
      { name, figure: seconds, unit: 's', baseline, ratio: seconds / baseline, target, met },
      { name: `${name}, rate`, figure: count / seconds, unit: 'units/s', baseline: count / baseline },
    ];
  } finally {
    place.remove();
  }
}
