import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { type ApiDocument, apiDocumentOf, operationAt, refusalsOf } from './api-document';
import { newOfficer, newPerson, norm, notice, registerUnits, SHARING, unitOf, units } from './panshi';
import { type Answer, hrefOf, type Person, personWith, signIn } from './person';
import { storedEvents } from './stored-events';

type Name = 'office' | 'justice' | 'court' | 'auditor' | 'nobody';
type Refusal = Readonly<{ who?: Name; path?: string; body: unknown; status: number; code: string; fields?: string[] }>;

const police = unitOf('磐石市公安局', 'bureau');
const register = (change: object, expected: Omit<Refusal, 'body'>): Refusal => ({
  who: 'office',
  path: '/v1/units/panshi-police/register',
  body: { ...police, ...change },
  ...expected,
});
const publish = (change: object, expected: Omit<Refusal, 'body'>): Refusal => ({
  body: { ...notice, ...change },
  ...expected,
});
const told = (change: object, expected: Omit<Refusal, 'body'>): Refusal =>
  publish({ norm: { ...norm, ...change } }, expected);
const invalid = (...fields: string[]) => ({ status: 400, code: 'invalid-request', fields });
const broken = (code: string) => ({ status: 409, code });

/** Every refusal of an act that is well addressed. By default the justice bureau publishes a notice. */
const refusals: Record<string, Refusal> = {
  'JSON that ends in the middle': { body: '{"norm": {', status: 400, code: 'malformed-json' },
  'JSON that is a list': { body: '[]', ...invalid('') },
  'JSON that is null': { body: 'null', ...invalid('') },
  'no body': { body: '', status: 400, code: 'empty-body' },
  'a key that would poison the prototype': {
    body: '{"__proto__": {"admin": true}}',
    status: 400,
    code: 'malformed-json',
  },
  'unknown fields': publish({ publisher: 'panshi-court', urgent: true }, invalid('publisher', 'urgent')),
  'an actor in the body': publish({ actor: { unit: 'panshi-court' } }, invalid('actor')),
  'an unknown field within': told({ pages: 3 }, invalid('norm.pages')),
  'everything missing': { body: {}, ...invalid('norm', 'addressees', 'legalBasis') },
  'wrong types': publish(
    { norm: 'a norm', addressees: 'panshi-court', legalBasis: {} },
    invalid('norm', 'addressees', 'legalBasis'),
  ),
  'wrong types within lists': publish(
    { addressees: ['panshi-court', 7, null], legalBasis: ['law'] },
    invalid('addressees[1]', 'addressees[2]', 'legalBasis[0]'),
  ),
  'a number for a title': told({ title: 722 }, invalid('norm.title')),
  'an over-long title': told({ title: '法'.repeat(501) }, invalid('norm.title')),
  'an over-long text': told({ text: '文'.repeat(200_001) }, invalid('norm.text')),
  'an over-long list': publish(
    { addressees: Array.from({ length: 1001 }, (_, n) => `unit-${n}`) },
    invalid('addressees'),
  ),
  'a blank title': told({ title: ' \u3000 ' }, invalid('norm.title')),
  'control characters': told(
    { title: '条例\u0007', documentNumber: '722\u0000' },
    invalid('norm.title', 'norm.documentNumber'),
  ),
  'a mark that turns the text around': told({ issuingAuthority: '国\u202e务院' }, invalid('norm.issuingAuthority')),
  'half a character': told({ title: '条例\ud842' }, invalid('norm.title')),
  'a day that does not exist': told({ promulgatedOn: '2019-02-29' }, invalid('norm.promulgatedOn')),
  'a day in another form': told(
    { promulgatedOn: '2019/10/22', effectiveOn: '2020-1-1' },
    invalid('norm.promulgatedOn', 'norm.effectiveOn'),
  ),
  'a time without its offset': publish({ occurredAt: '2026-03-02T09:30:00' }, invalid('occurredAt')),
  'an unknown level': told({ level: '法律' }, invalid('norm.level')),
  'a region that is none': told({ regionCode: '990000' }, invalid('norm.regionCode')),
  'a link that runs': told({ link: 'javascript:alert(1)' }, invalid('norm.link')),
  'an id that is none': register({ parentId: 'Panshi Government' }, invalid('parentId')),
  'a norm effective before it was promulgated': told(
    { effectiveOn: '2019-10-21' },
    broken('norm.effective-before-promulgated'),
  ),
  'a norm that repeals itself': told({ repeals: [{ title: norm.title }] }, broken('norm.repeals-itself')),
  'no legal basis': publish({ legalBasis: [] }, broken('act.no-legal-basis')),
  'an act that is yet to happen': publish({ occurredAt: '2999-01-01T00:00:00Z' }, broken('act.in-the-future')),
  'an unknown unit addressed': publish({ addressees: ['panshi-court', 'panshi-zoo'] }, broken('unit.unknown')),
  'a retired unit addressed': publish({ addressees: ['panshi-old-bureau'] }, broken('unit.retired')),
  'a unit addressed that is not effective yet': publish(
    { addressees: ['panshi-new-bureau'] },
    broken('unit.not-yet-effective'),
  ),
  'nobody addressed': publish({ addressees: [] }, broken('law-notice.no-addressee')),
  'a unit addressed twice': publish(
    { addressees: ['panshi-court', 'panshi-court'] },
    broken('law-notice.addressee-twice'),
  ),
  'its publisher addressed': publish(
    { addressees: ['panshi-justice-bureau'] },
    broken('law-notice.addressed-to-publisher'),
  ),
  'a unit that is not registered publishes': { who: 'nobody', body: notice, ...broken('unit.unknown') },
  'an auditor publishes': { who: 'auditor', body: notice, status: 403, code: 'permission-denied' },
  'an officer registers a unit': { ...register({}, { status: 403, code: 'permission-denied' }), who: 'justice' },
  'a unit that exists with other particulars': {
    who: 'office',
    path: '/v1/units/panshi-court/register',
    body: { ...units['panshi-court'], name: '磐石县人民法院' },
    ...broken('unit.already-registered'),
  },
  'a court among the bureaus': register({ kind: 'court' }, broken('unit.kind-of-another-system')),
  'a county with the code of a city': register({ regionCode: '220200' }, broken('unit.region-of-another-level')),
  'a parent that nobody registered': register({ parentId: 'jilin-city' }, broken('unit.parent-unknown')),
  'a parent that is retired': register({ parentId: 'panshi-old-bureau' }, broken('unit.parent-retired')),
  'its own parent': register({ parentId: 'panshi-police' }, broken('unit.own-parent')),
  'a court corrects what it did not publish': {
    who: 'court',
    path: '{notice}/correct',
    body: { norm, reason: '更正', legalBasis: SHARING },
    ...broken('law-notice.not-publisher'),
  },
  'a court withdraws what it did not publish': {
    who: 'court',
    path: '{notice}/withdraw',
    body: { reason: '撤回', legalBasis: SHARING },
    ...broken('law-notice.not-publisher'),
  },
  'the publisher signs for its own notice': {
    path: '{notice}/sign-for',
    body: {},
    ...broken('law-notice.not-addressed'),
  },
  'an act before the notice was published': {
    who: 'court',
    path: '{notice}/sign-for',
    body: { occurredAt: '2020-01-01T00:00:00+08:00' },
    ...broken('act.before-the-record'),
  },
  'a notice that nobody published': {
    path: '/v1/law-notices/00000000-0000-5000-8000-000000000000/withdraw',
    body: { reason: '撤回', legalBasis: SHARING },
    ...broken('law-notice.unknown'),
  },
  'a notice whose id is none': { path: '/v1/law-notices/abc/sign-for', body: {}, ...invalid('noticeId') },
};

describe('what is refused', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let people: Record<Name, Person>;
  let href = '';
  let before: string;
  let recorded = 0;
  let document: ApiDocument;

  const histories = async () =>
    JSON.stringify([
      await people.office.read(`${href}/history`).then(({ body }) => body as object),
      ...(await Promise.all(
        Object.keys(units).map((unitId) =>
          people.office.read(`/v1/units/${unitId}/history`).then(({ body }) => body as object),
        ),
      )),
    ]);
  const expectDocumented = (method: string, path: string, answer: Answer) => {
    const operation = operationAt(document, method, path);
    if (operation) expect(refusalsOf(operation, answer.status)).toContain(answer.body.code);
    return operation;
  };
  const acted = (answer: Answer) => {
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    recorded += 1;
    return answer;
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    document = await apiDocumentOf(place.url);
    const office = await signIn(place.url, 'office', place.firstPassword);
    await registerUnits(office);
    recorded += Object.keys(units).length;
    const bureau = (name: string, effectiveOn: string) => ({ ...unitOf(name, 'bureau'), effectiveOn });
    acted(await office.act('/v1/units/panshi-old-bureau/register', bureau('磐石市工商行政管理局', '2000-01-01')));
    const merged = { effectiveOn: '2018-12-31', reason: '机构改革', legalBasis: SHARING };
    acted(await office.act('/v1/units/panshi-old-bureau/retire', merged));
    acted(await office.act('/v1/units/panshi-new-bureau/register', bureau('磐石市数据局', '2999-01-01')));

    people = {
      office,
      justice: await newOfficer(place, 'justice', 'panshi-justice-bureau'),
      court: await newOfficer(place, 'court', 'panshi-court'),
      nobody: await newOfficer(place, 'nobody', 'panshi-nowhere'),
      auditor: await newPerson(place, { name: 'auditor', unit: 'panshi-audit-bureau', role: 'auditor' }),
    };
    href = hrefOf(acted(await people.justice.act('/v1/law-notices', notice)));
    before = await histories();
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it.each(Object.entries(refusals))(
    '%s',
    async (_, { who = 'justice', path = '/v1/law-notices', body, ...expected }) => {
      const answer = await people[who].act(path.replace('{notice}', href), body);
      const {
        type,
        code,
        status,
        title,
        detail,
        errors = [],
        instance,
        correlationId,
      } = answer.body as Record<string, string> & {
        status: number;
        errors?: { field: string; message: string }[];
      };
      expect({ code, status }).toEqual({ code: expected.code, status: expected.status });
      expect(errors.map(({ field }) => field)).toEqual(expected.fields ?? []);
      expect(answer.status).toBe(expected.status);
      expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(type).toBe(`urn:fuyuan:problem:${code}`);
      expect(answer.headers.get('content-language')).toBe('zh');
      for (const words of [title, detail, ...errors.map(({ message }) => message)])
        expect(words).toMatch(/\p{Script=Han}/u);
      expect(detail).not.toMatch(/[{}]/);
      expect(instance).toBe(path.replace('{notice}', href));
      expect(correlationId).toBe(answer.headers.get('x-correlation-id'));
      expect(expectDocumented('POST', instance ?? '', answer)).toBeDefined();
    },
  );

  it.each([
    ['no Idempotency-Key', { 'idempotency-key': '' }, 400, 'idempotency-key'],
    ['an Idempotency-Key of two words', { 'idempotency-key': 'two words' }, 400, 'idempotency-key'],
    ['an over-long Idempotency-Key', { 'idempotency-key': 'k'.repeat(129) }, 400, 'idempotency-key'],
    ['an If-Match that is none', { 'if-match': 'latest' }, 400, 'if-match'],
    ['a stale If-Match', { 'if-match': '"7"' }, 412, 'revision-mismatch'],
    ['another content type', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
    ['XML', { 'content-type': 'application/xml' }, 415, 'unsupported-media-type'],
  ])('%s', async (_, headers, status, code) => {
    const answer = await people.court.act(`${href}/sign-for`, {}, { headers });
    expect(answer.body).toMatchObject({ status, code });
    expect(expectDocumented('POST', `${href}/sign-for`, answer)).toBeDefined();
    if (status === 400) expect(answer.body).toMatchObject({ errors: [{ rule: code }] });
  });

  it.each([
    ['GET', '/v1/nothing', 404, 'not-found'],
    ['GET', '/v1/units/panshi-zoo', 404, 'record-unknown'],
    ['GET', '/v1/units/panshi-zoo/history', 404, 'record-unknown'],
    ['GET', '/v1/units/Panshi', 400, 'invalid-request'],
    ['GET', '/v1/units/panshi-court/history?limit=1001', 400, 'invalid-request'],
    ['GET', '/v1/units/panshi-court/history?from=-1&page=2', 400, 'invalid-request'],
    ['GET', '/v1/units/%ff', 400, 'malformed-url'],
    ['DELETE', '/v1/units/panshi-court', 405, 'method-not-allowed'],
    ['PUT', '/v1/law-notices', 405, 'method-not-allowed'],
    ['GET', '/v1/units/panshi-court/retire', 405, 'method-not-allowed'],
  ])('%s %s', async (method, path, status, code) => {
    const answer = await fetch(place.url + path, {
      method,
      headers: { authorization: `Bearer ${people.office.token}`, 'accept-language': 'en-GB, zh;q=0.5' },
    });
    const body = (await answer.json()) as Record<string, unknown>;
    expect(body).toMatchObject({ status, code });
    expectDocumented(method, path, { status, headers: answer.headers, body });
    expect(answer.headers.get('content-language')).toBe('en');
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^(GET|POST)/);
  });

  it('a body of 100 MB, early and without taking it in', async () => {
    const part = Buffer.alloc(1 << 20, ' ');
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        if (sent === 100) return controller.close();
        sent += 1;
        controller.enqueue(part);
      },
    });
    const answer = await fetch(`${place.url}/v1/law-notices`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${people.justice.token}`,
        'idempotency-key': 'k',
        'content-type': 'application/json',
      },
      body,
      duplex: 'half',
    }).catch((error: Error) => ({ error }));
    // The answer may be cut off with the connection, when the rest of the body is still on its way.
    if ('json' in answer) expect(await answer.json()).toMatchObject({ status: 413, code: 'body-too-large' });
    expect(sent).toBeLessThan(100);

    const declared = await people.justice.act('/v1/law-notices', JSON.stringify({ text: 'x'.repeat(3_000_000) }));
    expect(declared.body).toMatchObject({ status: 413, code: 'body-too-large' });
  });

  it('an act that is more than the event store takes at once', async () => {
    const text = '𠮷'.repeat(200_000);
    const reference = { title: '规'.repeat(500) };
    const amends = Array.from({ length: 200 }, () => reference);
    const answer = await people.justice.act('/v1/law-notices', { ...notice, norm: { ...norm, text, amends } });
    expect(answer.body).toMatchObject({ status: 413, code: 'act-too-large' });
  });

  it('left nothing behind', async () => {
    expect(await histories()).toBe(before);
    await place.stop();
    const stored = await storedEvents(data);
    expect(stored).toHaveLength(recorded);
    place = await startStandalone({ data });
  });

  it('the longest text that is allowed is taken', async () => {
    const justice = personWith(place.url, people.justice.token);
    const text = '𠮷'.repeat(200_000);
    const answer = await justice.act('/v1/law-notices', { ...notice, norm: { ...norm, text } });
    expect(answer.status).toBe(201);
    const of = hrefOf(answer);
    expect(((await justice.read(of)).body as { norm: { text: string } }).norm.text).toBe(text);
  });
});
