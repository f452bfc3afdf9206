import { PUBLISHER, publication, type Town } from '../operations/town';
import { load, type Load } from './http-load';
import { startEmptyHandlers } from './processes';
import { median, type Row } from './report';

const CALLERS = 64;
const SIGNER = 'panshi-court';

type Rates = {
  readonly figures: number[];
  readonly baselines: number[];
  readonly p50: number[];
  readonly p99: number[];
};

/**
 * Commands over HTTP, from token to receipt, in turns with the same server whose handlers are empty.
 * A round: notices are published on both, then those of the exchange are signed for, on both.
 */
export async function benchCommands(town: Town, data: string, { short }: { short: boolean }): Promise<Row[]> {
  const [rounds, amount] = short ? [3, 1_500] : [7, 8_000];
  const empty = await startEmptyHandlers(data);
  const both = { publish: rates(), signFor: rates() };
  const at = (origin: string, account: string, rest: { paths: string[]; body: string; ids?: boolean }, count: number) =>
    load({ origin, token: town.tokenOf(account), connections: CALLERS, amount: count, ...rest });

  try {
    for (let round = 0; round <= rounds; round += 1) {
      const warmUp = round === 0;
      const publish = { paths: ['/v1/law-notices'], body: JSON.stringify(publication('{{key}}')), ids: true };
      const published = await at(town.origin, PUBLISHER, publish, amount);
      const publishedNowhere = await at(empty.origin, PUBLISHER, publish, amount);

      const signFor = { paths: published.ids.map((id) => `/v1/law-notices/${id}/sign-for`), body: '{}' };
      const signed = await at(town.origin, SIGNER, signFor, amount - 2 * CALLERS);
      const signedNowhere = await at(empty.origin, SIGNER, signFor, amount - 2 * CALLERS);

      if (!warmUp) note(both.publish, published, publishedNowhere);
      if (!warmUp) note(both.signFor, signed, signedNowhere);
      process.stderr.write('.');
    }
  } finally {
    await empty.stop();
  }
  return [...rowsOf('publish a law notice to 3 units', both.publish), ...rowsOf('sign for a law notice', both.signFor)];
}

const rates = (): Rates => ({ figures: [], baselines: [], p50: [], p99: [] });

function note(rates: Rates, { perSecond, p50, p99 }: Load, baseline: Load): void {
  rates.figures.push(perSecond);
  rates.baselines.push(baseline.perSecond);
  rates.p50.push(p50);
  rates.p99.push(p99);
}

function rowsOf(what: string, { figures, baselines, p50, p99 }: Rates): Row[] {
  const [figure, baseline] = [median(figures), median(baselines)];
  const name = `HTTP, ${CALLERS} callers: ${what}`;
  const ratio = figure / baseline;
  return [
    { name, figure, unit: 'commands/s', baseline, ratio, target: '≥ 0.5 of empty handler', met: ratio >= 0.5 },
    { name: `${name}, p50`, figure: median(p50), unit: 'ms' },
    { name: `${name}, p99`, figure: median(p99), unit: 'ms' },
  ];
}
