import { registerAccounts } from './accounts';
import type { Act } from './act-book';
import { end, startApp, untilReady, type AppProcess } from './running/app-process';
import { freePort, temporaryDirectory } from './running/places';
import { act, enter, legalBasis, OFFICE, type Town } from './town';

/** An exchange of its own above a store that others may write to as well. */
export type Exchange = Readonly<{
  town: Town;
  /** kill -9. */
  crash(): Promise<void>;
  recover(): Promise<void>;
  close(): Promise<void>;
}>;

export async function exchangeAbove(connectionString: string): Promise<Exchange> {
  const place = temporaryDirectory();
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const password = await registerAccounts(place.path);
  const env = { HTTP_PORT: String(port), DATA_DIR: place.path, EVENTSTORE_CONNECTION_STRING: connectionString };
  const start = () => startApp('exchange', [], env);
  let app: AppProcess = start();
  await untilReady(app, origin);
  return {
    town: await enter(origin, password),
    crash: async () => void (await end(app, 'SIGKILL')),
    recover: () => untilReady((app = start()), origin),
    close: async () => {
      await end(app);
      place.remove();
    },
  };
}

const onUnit = (unitId: string, verb: string, body: object): Act =>
  act(OFFICE, `/v1/units/${unitId}/${verb}`, { legalBasis, ...body });

export const register = (unitId: string): Act =>
  onUnit(unitId, 'register', {
    ...{ name: '磐石市某局', kind: 'bureau', system: 'government', level: 'county', regionCode: '220284' },
    effectiveOn: '2020-01-01',
  });
export const move = (unitId: string, parentId: string): Act =>
  onUnit(unitId, 'move', { parentId, effectiveOn: '2026-01-01' });
export const merge = (unitId: string, heirId: string, _other: string): Act =>
  onUnit(unitId, 'merge', { heirId, reason: '机构改革', effectiveOn: '2026-01-01' });
export const split = (unitId: string, heirId: string, other: string): Act =>
  onUnit(unitId, 'split', { successorIds: [heirId, other], heirId, reason: '机构改革', effectiveOn: '2026-01-01' });
export const retire = (unitId: string): Act =>
  onUnit(unitId, 'retire', { reason: '机构改革', effectiveOn: '2026-06-01' });
