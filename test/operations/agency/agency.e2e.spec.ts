import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { accounts, startStandalone, until, type RunningStandalone } from '@fuyuan/testing';
import { notice, registerUnits, SHARING, newOfficer } from '../../journeys/panshi';
import { ask, hrefOf, signIn, type Answer, type Person } from '../../journeys/person';
import { temporaryDirectory } from '../running/places';
import { packContracts, startTypescript, typescriptExample, type Subscriber } from '../subscriber/examples';

const BUREAU = 'panshi-audit-bureau';
const KILLS = 6;
const basis = { legalBasis: SHARING };

jest.setTimeout(180_000);

type Line = Readonly<{ record: string; what: string; title: string; todo: string | null }>;

describe('examples/agency, the own small system of a bureau', () => {
  const home = temporaryDirectory();
  const data = join(home.path, 'fuyuan');
  const inbox = join(home.path, 'inbox.sqlite');
  let place: RunningStandalone;
  let [office, bureau, justice] = [] as unknown as [Person, Person, Person];
  let program = '';
  let env: NodeJS.ProcessEnv = {};
  let running: Subscriber | undefined;

  const rows = <Row>(question: string): Row[] => {
    const Sqlite = jest.requireActual<typeof import('better-sqlite3')>('better-sqlite3');
    const database = new Sqlite(inbox, { readonly: true });
    try {
      return database.prepare(question).all() as Row[];
    } finally {
      database.close();
    }
  };
  const lines = () => rows<Line>('select * from inbox order by record');
  /** Killed at once it may not even have made its tables. */
  const linesSoFar = () =>
    existsSync(inbox) && rows("select 1 from sqlite_schema where name = 'inbox'")[0] ? lines() : [];
  const act = async (person: Person, path: string, body: object): Promise<Answer> => {
    const answer = await person.act(path, body);
    if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  const idOf = (answer: Answer) => (answer.body as { record: { id: string } }).record.id;

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    bureau = await newOfficer(place, 'bureau', BUREAU);
    const opened = [
      'add',
      'bureau-system',
      '--person',
      '信息中心',
      '--unit',
      BUREAU,
      '--roles',
      'integrator',
      '--generate',
    ];
    const [, password = ''] = /password, shown once: (\S+)/.exec((await accounts(data, opened)).output) ?? [];
    const file = join(home.path, 'password');
    writeFileSync(file, password, { mode: 0o600 });
    env = {
      ...{ FUYUAN_URL: place.url, FUYUAN_ACCOUNT: 'bureau-system', FUYUAN_PASSWORD_FILE: file, UNIT: BUREAU },
      ...{ DATABASE: inbox, PAGE: '3' },
    };
    await act(office, `/v1/units/${BUREAU}/subscribe`, { from: 'beginning', ...basis });
    const agency = { folder: 'agency', program: 'dist/agency.mjs' };
    program = typescriptExample(join(home.path, 'agency'), packContracts(home.path), agency);
  }, 120_000);
  afterAll(async () => {
    await running?.stop();
    await place.stop();
    home.remove();
  });

  it(`has each matter once, as it stands, though it is killed ${KILLS} times while it reads`, async () => {
    const wanted: Line[] = [];
    for (let round = 0; round < KILLS; round += 1) {
      running = startTypescript(program, env);
      for (const nth of [1, 2, 3]) {
        const subject = `第${round}轮第${nth}件`;
        const sent = await act(justice, '/v1/referrals', {
          kind: 'other',
          receiver: BUREAU,
          subject,
          request: '请办理',
          ...basis,
        });
        wanted.push({ record: idOf(sent), what: '移送', title: subject, todo: nth === 1 ? '受理' : '签收' });
        if (nth === 1) await act(bureau, `${hrefOf(sent)}/sign-for`, {});
      }
      const told = await act(office, '/v1/law-notices', { ...notice, addressees: [BUREAU] });
      wanted.push({
        record: idOf(told),
        what: '法规通报',
        title: notice.norm.title,
        todo: round % 2 ? '签阅' : '签收',
      });
      if (round % 2) await act(bureau, `${hrefOf(told)}/sign-for`, {});
      await running.stop();
    }
    running = startTypescript(program, env);
    const isThere = () => JSON.stringify(linesSoFar()) === JSON.stringify(sorted(wanted));
    await until('the inbox is as it should be', isThere, 60_000).catch(() => undefined);
    expect(lines()).toEqual(sorted(wanted));
  });

  it('has seen every message of its feed once, and nothing else', async () => {
    const { token } = await signIn(place.url, 'bureau-system', passwordIn(env));
    const answer = await ask(`${place.url}/government/v1/feed?limit=1000`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const ids = (answer.body as unknown as { id: string }[]).map(({ id }) => id);
    expect(
      rows<{ id: string }>('select id from seen')
        .map(({ id }) => id)
        .sort(),
    ).toEqual(ids.sort());
  });

  it('follows what happens from then on', async () => {
    const [first] = lines().filter(({ todo }) => todo === '受理');
    await act(bureau, `/v1/referrals/${first?.record}/accept`, {});
    const isMoved = () => lines().some(({ record, todo }) => record === first?.record && todo === '办理并回复');
    await until('it is to be answered', isMoved, 30_000);
    expect(running?.output()).not.toContain(passwordIn(env));
  });
});

const sorted = (all: readonly Line[]): Line[] => [...all].sort((one, other) => (one.record < other.record ? -1 : 1));
const passwordIn = (env: NodeJS.ProcessEnv): string => readFileSync(String(env['FUYUAN_PASSWORD_FILE']), 'utf8');
