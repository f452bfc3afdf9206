import { existsSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type RunningStandalone, startBuilt, startStandalone, until } from '@fuyuan/testing';
import { ask, signIn } from '../journeys/person';
import { registerUnits } from '../journeys/panshi';

/** Real norms, where the machine has them beside the checkout. */
export const REAL_LAWS = resolve(__dirname, '../../../shared/data/laws.csv');
export const hasRealLaws = existsSync(REAL_LAWS);

export const HEADER = 'title,level,region,promulgatedOn,effectiveOn,history';

/** So many distinct rows, of the length of real ones. */
export function writeLaws(folder: string, name: string, count: number): string {
  const history = '1999年6月1日 某市人民代表大会常务委员会第十次会议通过；1999年7月30日 批准；'.repeat(4);
  const rows = Array.from(
    { length: count },
    (_, at) => `关于第${at}号事项的规定,地方性法规,山东,2020-01-01,2020-05-01,${history}`,
  );
  const path = join(folder, name);
  writeFileSync(path, [HEADER, ...rows, ''].join('\n'));
  return path;
}

/** A town whose justice bureau hosts the office and publishes norms to the court and the procuratorate. */
export async function townAt(data: string): Promise<{ server: RunningStandalone; password: string }> {
  const server = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
  await registerUnits(await signIn(server.url, 'office', server.firstPassword));
  return { server, password: server.firstPassword };
}

export type Importer = ReturnType<typeof importer>;

/** `npm run import:laws` by the office, in Chinese. */
export const importer = (url: string, password: string) => {
  const start = (file: string, ...further: string[]) =>
    startBuilt('exchange/src/law-import/import-laws.cli', {
      args: [file, '--url', url, '--to', 'panshi-court,panshi-procuratorate', ...BASIS, ...further],
      env: { FUYUAN_ACCOUNT: 'office', FUYUAN_PASSWORD: password, LANG: 'zh_CN.UTF-8', LC_ALL: '' },
    });
  const run = async (file: string, ...further: string[]) => {
    const started = start(file, ...further);
    return { code: await started.ended, said: started.output() };
  };
  return { start, run };
};

const BASIS = ['--legal-basis', '磐石市府院联席会议工作规则:第六条第（一）项'];

/** How many law notices this process of the exchange has answered with 201. */
export async function noticesAnswered(url: string): Promise<number> {
  const { body } = await ask(`${url}/metrics`);
  const counted = /_count\{method="POST",route="\/v1\/law-notices",status="201"\} (\d+)/.exec(String(body['text']));
  return Number(counted?.[1] ?? 0);
}

/** Waits until the exchange has recorded so many notices more. */
export async function untilRecorded(url: string, more: number): Promise<void> {
  const wanted = (await noticesAnswered(url)) + more;
  await until(`${wanted} notices are answered`, async () => (await noticesAnswered(url)) >= wanted, 60_000);
}

/** The numbers of the last line: new, and there before. */
export function countsIn(said: string): { recorded: number; already: number } {
  const [, recorded, already] = /新登记 (\d+) 件，此前已登记 (\d+) 件/.exec(said) ?? [];
  if (recorded === undefined) throw new Error(`The import did not say what it recorded:\n${said}`);
  return { recorded: Number(recorded), already: Number(already) };
}
