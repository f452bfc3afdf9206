import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CqrsModule } from '@nestjs/cqrs';
import { Test, type TestingModule } from '@nestjs/testing';
import { Clock, RecordHistory, StoreUnavailable, useCases } from '@fuyuan/application';
import { EventStoreModule } from '@fuyuan/event-store';
import { Accounts, Identity, type NewAccount } from '@fuyuan/identity';
import { startEventStore } from '@fuyuan/testing';
import { AccountRecorder } from './account-recorder';

type Store = Awaited<ReturnType<typeof startEventStore>>;

const who = (name: string): NewAccount => ({
  name,
  person: '张伟',
  unit: 'panshi-court',
  roles: ['officer'],
  password: 'correct horse battery',
});
const court = { unitId: 'panshi-court', roles: ['officer'], open: true };

describe('what happens to accounts', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-recorder-'));
  const file = join(dataDir, 'accounts.json');
  const running: TestingModule[] = [];
  let store: Store;
  let accounts: Accounts;

  /** One process that records: on the same accounts, and on a store. */
  async function recorderOn(
    connectionString: string,
    onAccounts = accounts,
  ): Promise<{ recorder: AccountRecorder; history: RecordHistory }> {
    const app = await Test.createTestingModule({
      imports: [CqrsModule.forRoot(), EventStoreModule.forRoot({ connectionString, commandDeadlineMs: 1_000 })],
      providers: [
        { provide: Clock, useValue: { now: () => new Date() } },
        { provide: Identity, useValue: { accounts: onAccounts } },
        AccountRecorder,
        ...useCases,
      ],
    }).compile();
    await app.init();
    running.push(app);
    return { recorder: app.get(AccountRecorder), history: app.get(RecordHistory) };
  }
  const typesOf = async (history: RecordHistory, account: string) =>
    (await history.of(`account-${account}`, 0, 100)).entries.map(({ type }) => type);
  const waiting = async () => (await accounts.content()).changes.length;
  const edited = (from: RegExp, to: string) => writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));

  beforeAll(async () => {
    store = await startEventStore();
  });
  beforeEach(async () => {
    accounts = await Accounts.open(dataDir);
  });
  afterEach(() => rmSync(file, { force: true }));
  afterAll(async () => {
    for (const app of running) await app.close();
    await store.stop();
    rmSync(dataDir, { recursive: true });
  });

  it('is recorded once, though the process ended before it could say so', async () => {
    await accounts.add(who('once'));
    await accounts.administer((administration) => administration.grantRole('once', 'auditor'));
    const dying = await Accounts.open(dataDir);
    dying.settle = () => Promise.reject(new Error('killed'));
    const first = await recorderOn(store.connectionString, dying);
    await expect(first.recorder.look()).rejects.toThrow('killed');
    expect(await waiting()).toBe(2);

    const second = await recorderOn(store.connectionString);
    await second.recorder.look();
    expect([await typesOf(second.history, 'once'), await waiting()]).toEqual([
      ['AccountOpened', 'AccountRoleGranted'],
      0,
    ]);
  });

  it('is recorded once by two processes at the same time', async () => {
    const [one, other] = await Promise.all([recorderOn(store.connectionString), recorderOn(store.connectionString)]);
    for (const name of ['both-a', 'both-b', 'both-c']) await accounts.add(who(name));
    await Promise.all([one.recorder.look(), other.recorder.look()]);
    for (const name of ['both-a', 'both-b', 'both-c'])
      expect(await typesOf(one.history, name)).toEqual(['AccountOpened']);
    expect(await waiting()).toBe(0);
  });

  it('waits in the file while the store is away', async () => {
    const away = await startEventStore();
    const { recorder } = await recorderOn(away.connectionString);
    await away.stop();
    await accounts.add(who('patient'));
    await expect(recorder.look()).rejects.toBeInstanceOf(StoreUnavailable);
    expect([await waiting(), recorder.waiting]).toEqual([1, 1]);

    const back = await recorderOn(store.connectionString);
    await back.recorder.look();
    expect([await typesOf(back.history, 'patient'), await waiting()]).toEqual([['AccountOpened'], 0]);
  });

  it('is found where it is older than the record, was edited by hand, or is gone, and told once', async () => {
    await accounts.add(who('older'));
    edited(/,\s*"changes": [^]*\]\n\}/, '\n}');
    expect(await waiting()).toBe(0);
    const { recorder, history } = await recorderOn(store.connectionString);
    await recorder.look();
    edited(/"panshi-court"/, '"panshi-audit-bureau"');
    await recorder.look();
    await recorder.look();
    writeFileSync(file, '{"accounts": []}');
    await recorder.look();

    const { entries } = await history.of('account-older', 0, 100);
    const audit = { ...court, unitId: 'panshi-audit-bureau' };
    expect(entries.map(({ type, data }) => ({ type, data }))).toMatchObject([
      { type: 'AccountFoundChanged', data: { by: null, before: null, after: court } },
      { type: 'AccountFoundChanged', data: { before: court, after: audit } },
      { type: 'AccountFoundChanged', data: { before: audit, after: null } },
    ]);
  });

  it('is not found changed by a process that lags behind what another recorded', async () => {
    await accounts.add(who('lagging'));
    const lagging = await Accounts.open(dataDir);
    const [slow, quick] = await Promise.all([
      recorderOn(store.connectionString, lagging),
      recorderOn(store.connectionString),
    ]);
    await quick.recorder.look();
    const stale = await lagging.content();
    await accounts.administer((administration) => administration.grantRole('lagging', 'auditor'));
    await quick.recorder.look();
    lagging.content = () => Promise.resolve(stale);
    await slow.recorder.look();
    expect(await typesOf(slow.history, 'lagging')).toEqual(['AccountOpened', 'AccountRoleGranted']);
  });
});
