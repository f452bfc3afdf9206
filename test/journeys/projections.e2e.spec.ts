import { newDataDirectory, runBuilt, startStandalone, until, type RunningStandalone } from '@fuyuan/testing';
import { signIn, type Person } from './person';
import { newOfficer, registerUnits } from './panshi';

const program = 'standalone/src/projections.cli';
const reason = '例行核验';

describe('an operator of the projections of a court', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let password: string;
  let office: Person;
  let live: number;

  const begin = async () => {
    place = await startStandalone({ data });
    password = place.firstPassword || password;
    office = await signIn(place.url, 'office', password);
  };
  const command = async (...args: readonly string[]) => {
    const env = { FUYUAN_URL: place.url, FUYUAN_ACCOUNT: 'office', FUYUAN_PASSWORD: password };
    const { code, output } = await runBuilt(program, { args: [...args, '--side', 'court'], env });
    return { code, said: (output.startsWith('{') ? JSON.parse(output) : output) as Record<string, unknown> };
  };

  beforeAll(async () => {
    await begin();
    await registerUnits(office);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('sees every view with its builds, over HTTP and by command line', async () => {
    const { status, body } = await office.read('/court/v1/projections');
    expect(status).toBe(200);
    const { items } = body as { items: { name: string; builds: { status: string }[] }[] };
    expect(items.map(({ name }) => name)).toContain('units');
    expect(items.flatMap(({ builds }) => builds.map((build) => build.status))).toEqual(items.map(() => 'live'));
    expect((await command('list')).said).toMatchObject({ items: items.map(({ name }) => ({ name })) });
    const officer = await newOfficer(place, 'zhang', 'panshi-court');
    const denied = { status: 403, body: { code: 'permission-denied' } };
    expect(await officer.read('/court/v1/projections')).toMatchObject(denied);
    expect(await officer.act('/court/v1/projections/units/verify', { reason })).toMatchObject(denied);
    expect(await command('show', 'nobody')).toMatchObject({ code: 1, said: { code: 'projection-unknown' } });
  });

  it('verifies, and rebuilds by command line; is refused what cannot be', async () => {
    const verified = await command('verify', 'units', '--reason', reason);
    expect(verified).toMatchObject({ code: 0, said: { status: 'done', reason, result: { isSame: true } } });
    const { code, said } = await command('rebuild', 'units', '--reason', reason);
    expect({ code, said }).toMatchObject({ code: 0, said: { account: 'office', result: { isSame: true, kept: 1 } } });

    const build = Number(said['build']);
    live = build;
    const drop = (of: number) => office.act('/court/v1/projections/units/drop', { build: of, reason });
    expect(await drop(1)).toMatchObject({ status: 409, body: { code: 'build-is-live' } });
    expect(await drop(99)).toMatchObject({ status: 404, body: { code: 'build-unknown' } });
    const unfounded = await office.act('/court/v1/projections/units/drop', { build });
    expect(unfounded).toMatchObject({ status: 400, body: { errors: [{ field: 'reason' }] } });
    const notStuck = await office.act('/court/v1/projections/units/parked/panshi-court/skip', { reason });
    expect(notStuck).toMatchObject({ status: 404, body: { code: 'record-not-parked' } });

    expect(await command('switch', 'units', '--build', String(build), '--reason', reason)).toMatchObject({ code: 0 });
    const { body } = await office.read('/court/v1/projections/units');
    expect(body).toMatchObject({ builds: [{ status: 'former' }, { build, status: 'live', isCaughtUp: true }] });
  });

  it('finds done what was asked for just before the process was killed', async () => {
    const { body } = await office.act('/court/v1/projections/units/rebuild', { reason });
    await place.stop('SIGKILL');
    await begin();
    const operation = async () => (await office.read(`/court/v1/operations/${String(body['id'])}`)).body;
    // Where the process had begun with it, it is held for a while yet.
    await until('it is done', async () => (await operation())['status'] === 'done', 25_000);
    expect(await operation()).toMatchObject({ account: 'office', reason, result: { isSame: true, kept: live } });
  });
});
