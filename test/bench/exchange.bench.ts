import { registerAccounts } from '../operations/accounts';
import { hangUp } from '../operations/running/http-call';
import { temporaryDirectory } from '../operations/running/places';
import { enter } from '../operations/town';
import { settleIn } from '../operations/worlds';
import { benchCommands } from './commands.bench';
import { benchLongRecord, firstCommands } from './long-record.bench';
import { startStandalone } from './processes';
import type { Row } from './report';
import { benchEmpty, benchFull } from './standalone.bench';

/** Everything a caller of the exchange feels, on one data directory that begins empty. */
export async function benchExchange(size: { readonly short: boolean }): Promise<Row[]> {
  const place = temporaryDirectory();
  try {
    const password = await registerAccounts(place.path);
    const rows = await benchEmpty(place.path);

    step('commands over HTTP');
    const standalone = await startStandalone(place.path, { READ_SIDES: 'false' });
    const { town } = await settleIn(standalone.origin, password);
    rows.push(...(await benchCommands(town, place.path, size)));

    step('a long record');
    const [longRecord, records] = await benchLongRecord(town, size);
    await standalone.stop();

    step('commands beside the views');
    const whole = await startStandalone(place.path);
    const besideViews = await benchCommands(await enter(whole.origin, password), place.path, size);
    rows.push(...besideViews.map(withViews));
    await whole.stop();
    const again = await startStandalone(place.path);
    rows.push(...longRecord, ...(await firstCommands(await enter(again.origin, password), records)));
    await again.stop();

    step('many events');
    const [model = ''] = records.short;
    const full = {
      model,
      ...(size.short ? { events: 50_000, commands: 2_000 } : { events: 1_000_000, commands: 20_000 }),
    };
    rows.push(...(await benchFull(place.path, (origin) => enter(origin, password), full)));
    return rows;
  } finally {
    hangUp();
    place.remove();
  }
}

/** Without a promise: the views are made on the same two cores. */
const withViews = ({ name, target: _target, met: _met, ...row }: Row): Row => ({
  name: `${name}, beside three read sides`,
  ...row,
});

/** A measurement of minutes says that it goes on. */
const step = (name: string): void => void process.stderr.write(`\n${name} `);
