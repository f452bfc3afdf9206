import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { newOfficer, norm, notice, registerUnits, SHARING, units } from './panshi';
import { hrefOf, type Answer, type Person, personWith, signIn } from './person';
import { storedEvents } from './stored-events';

describe('a request sent again', () => {
  const { data, remove } = newDataDirectory();
  const first = new Map<string, Answer>();
  let place: RunningStandalone;
  let [office, justice, court] = [] as unknown as [Person, Person, Person];
  let href = '';

  /** Asks under the name as its key, and keeps the first answer. */
  const once = async (person: Person, key: string, path: string, body: object) => {
    const answer = await person.act(path, body, { key });
    if (!first.has(key)) first.set(key, answer);
    return answer;
  };
  const sendAll = async () => {
    const register = await once(office, 'register', '/v1/units/panshi-police/register', police);
    const publish = await once(justice, 'publish', '/v1/law-notices', notice);
    href = hrefOf(publish);
    return {
      register,
      publish,
      sign: await once(court, 'sign', `${href}/sign-for`, {}),
      read: await once(court, 'read', `${href}/read`, {}),
      correct: await once(justice, 'correct', `${href}/correct`, correction),
      withdraw: await once(justice, 'withdraw', `${href}/withdraw`, { reason: '重复', legalBasis: SHARING }),
    };
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    court = await newOfficer(place, 'court', 'panshi-court');
    for (const { status } of Object.values(await sendAll())) expect(status).toBe(201);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  const expectFirstAnswers = (answers: Record<string, Answer>) => {
    for (const [key, answer] of Object.entries(answers)) {
      const before = first.get(key) as Answer;
      expect({ key, ...told(answer) }).toEqual({ key, ...told(before) });
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
      expect(before.headers.get('idempotent-replayed')).toBeNull();
    }
  };

  it('gets the first status and receipt, though the record went on', async () => expectFirstAnswers(await sendAll()));

  it('gets them after a restart', async () => {
    expect(await place.stop()).toBe(0);
    await restart();
    expectFirstAnswers(await sendAll());
  });

  it('gets them after a kill -9', async () => {
    expect(await place.stop('SIGKILL')).toBe('SIGKILL');
    await restart();
    expectFirstAnswers(await sendAll());
  });

  it('is another request when its body is formed otherwise, and the same when only white space differs', async () => {
    const spaced = JSON.stringify(notice, undefined, 4);
    expect((await justice.act('/v1/law-notices', spaced, { key: 'publish' })).status).toBe(201);

    const other = { ...notice, norm: { ...norm, title: '另一部条例' } };
    expect((await justice.act('/v1/law-notices', other, { key: 'publish' })).body).toMatchObject({
      status: 422,
      code: 'request-reused',
    });
    expect((await court.act(`${href}/read`, {}, { key: 'sign' })).body).toMatchObject({ code: 'request-reused' });
  });

  it('is a request of its own for another account and for another record', async () => {
    const theirs = await court.act(
      '/v1/law-notices',
      { ...notice, addressees: ['panshi-procuratorate'] },
      { key: 'publish' },
    );
    expect(theirs.status).toBe(201);
    expect(theirs.body).not.toMatchObject({ record: { href } });
    const tax = { ...police, name: '磐石市税务局' };
    expect((await office.act('/v1/units/panshi-tax/register', tax, { key: 'register' })).status).toBe(201);
  });

  it('sent by many at once is recorded once', async () => {
    const body = { ...notice, addressees: ['panshi-court'] };
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => justice.act('/v1/law-notices', body, { key: 'at-once' })),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
  });

  it('may name the revision that it wants to find', async () => {
    const { headers } = await office.read('/v1/units/panshi-police');
    const retire = (tag: string) =>
      office.act('/v1/units/panshi-police/retire', retirement, { headers: { 'if-match': tag } });

    const stale = await retire('"5"');
    expect(stale.body).toMatchObject({ status: 412, code: 'revision-mismatch', revision: 0 });
    expect((await retire(headers.get('etag') ?? '')).status).toBe(201);
    expect((await retire('"0"')).body).toMatchObject({ status: 412, revision: 1 });
  });

  it('left nothing behind that was not answered with a receipt', async () => {
    await place.stop();
    const registered = Object.keys(units).map((unitId) => `unit-${unitId}@0`);
    const stored = await storedEvents(data);
    expect(stored.filter((name) => name.startsWith('unit-')).sort()).toEqual(
      [...registered, 'unit-panshi-police@0', 'unit-panshi-police@1', 'unit-panshi-tax@0'].sort(),
    );
    expect(stored.filter((name) => name.startsWith('lawNotice-'))).toHaveLength(5 + 1 + 1);
    await restart();
  });

  /** Tokens outlive a restart: the keys that signed them lie in the data directory. */
  async function restart(): Promise<void> {
    place = await startStandalone({ data });
    [office, justice, court] = [office, justice, court].map(({ token }) => personWith(place.url, token)) as [
      Person,
      Person,
      Person,
    ];
  }
});

const told = ({ status, headers, body }: Answer) => ({
  status,
  etag: headers.get('etag'),
  location: headers.get('location'),
  body: body as object,
});
const police = { ...units['panshi-justice-bureau'], name: '磐石市公安局' };
const correction = { norm: { ...norm, documentNumber: '国务院令第 722 号' }, reason: '文号', legalBasis: SHARING };
const retirement = { effectiveOn: '2024-12-31', reason: '机构改革', legalBasis: SHARING };
