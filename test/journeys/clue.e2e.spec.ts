import { apiDocumentOf } from './api-document';
import { type Cast, castOfTheClue, KEYS, type Outsider, OUTSIDERS } from './clue/cast';
import { type Endpoint, endpointsOf, probesOf } from './clue/probes';
import { probe, type Probe } from './clue/told';
import { median, spread, timesOf } from './clue/timing';
import type { Person } from './person';

const NOWHERE = '/v1/referrals/8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d';
type Problem = { code: string };
/** Those who were a party to it once are asked with everything; of the others, each with a part of it. */
const thorough = new Set<Outsider>([
  'an officer of the unit that sent it and was merged since',
  'an officer of the unit to which it was forwarded by mistake',
]);
/** The first body that the document shows, under a key of one's own. */
const asShown = ({ name, method, act, bodies: [body] }: Endpoint): Probe => ({
  what: name,
  method,
  path: `…${act}`,
  headers: { 'idempotency-key': 'as-shown' },
  ...(body === undefined ? {} : { body }),
});
const every = <T>(nth: number, all: readonly T[], from: number): T[] =>
  all.filter((_, index) => index % nth === from % nth);
const UNKNOWN = { status: 404, code: 'record-unknown' };

describe('a clue, of which outsiders cannot find out', () => {
  let cast: Cast;
  let endpoints: Endpoint[];
  beforeAll(async () => {
    cast = await castOfTheClue();
    endpoints = endpointsOf(await apiDocumentOf(cast.place.url));
  }, 60_000);
  afterAll(async () => cast?.end());

  /** What is answered to the same request of the clue and of nothing, where the two are not the same. */
  async function differences({ token }: Person, probes: readonly Probe[], shape = (record: string) => record) {
    const found: object[] = [];
    for (const one of probes) {
      const [real, nothing] = [shape(cast.href), shape(NOWHERE)];
      const ofIt = await probe(cast.place.url, token, real, one);
      const ofNothing = await probe(cast.place.url, token, nothing, one);
      if (JSON.stringify(ofIt) !== JSON.stringify(ofNothing)) found.push({ ...one, ofIt, ofNothing });
    }
    return found;
  }

  it('every endpoint that takes its id is asked', () => {
    const names = endpoints.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['GET …', 'GET …/history', 'GET …/acts', 'POST …/correct']));
    expect(names.length).toBeGreaterThanOrEqual(22);
    expect(endpoints.filter(({ method, bodies }) => method === 'POST' && bodies.length === 0)).toEqual([]);
  });

  describe.each(OUTSIDERS)('%s', (who: Outsider) => {
    const asker = () => cast.outsiders[who];

    it('is told at every endpoint, with every header and body, what is told of nothing', async () => {
      const probes = endpoints.flatMap((endpoint) => probesOf(endpoint, Object.values(KEYS)));
      expect(probes.length).toBeGreaterThan(300);
      expect(await differences(asker(), thorough.has(who) ? probes : every(4, probes, OUTSIDERS.indexOf(who)))).toEqual(
        [],
      );
    }, 120_000);

    it('is told that there is no such record', async () => {
      for (const endpoint of endpoints) {
        const { name } = endpoint;
        const { status, text } = await probe(cast.place.url, asker().token, cast.href, asShown(endpoint));
        expect({ name, status, code: (JSON.parse(text) as Problem).code }).toEqual({ name, ...UNKNOWN });
      }
    });

    it.each<[string, (record: string) => string]>([
      ['in capitals', (record) => record.replace(/[^/]+$/, (id) => id.toUpperCase())],
      ['with an encoded dash', (record) => record.replace(/-(?=[^/]*$)/, '%2D')],
      ['with a slash too many', (record) => record.replace('/v1/', '/v1//')],
      ['in a place where units stand', (record) => record.replace('referrals', 'units')],
      ['in a place where notices stand', (record) => record.replace('referrals', 'law-notices')],
    ])('learns nothing by an id %s', async (_, shape) => {
      const looks = ['…', '…/history', '…/acts'].map((path) => ({ what: path, method: 'GET', path }));
      expect(await differences(asker(), looks, shape)).toEqual([]);
    });

    it('finds no trace of it in anything else that they may read', async () => {
      const id = cast.href.split('/').at(-1) ?? '';
      for (const path of elsewhere()) {
        const { status, body } = await asker().read(path);
        expect({ path, status, traced: JSON.stringify(body).includes(id) }).toMatchObject({ path, traced: false });
      }
    });
  });

  describe.each([...thorough, 'the office of the region'] as const)('%s', (who) => {
    it.each(['GET …', 'GET …/history', 'GET …/acts', 'POST …/sign-for', 'POST …/correct'])(
      'cannot tell by the time it takes: %s',
      async (name) => {
        const endpoint = endpoints.find((one) => one.name === name) as Endpoint;
        const asked = asShown(endpoint);
        const { url } = cast.place;
        const { token } = cast.outsiders[who];
        const { real, nothing } = await timesOf({
          real: () => probe(url, token, cast.href, asked),
          nothing: () => probe(url, token, NOWHERE, asked),
        });
        // One cannot be told from the other: the medians differ by less than what each varies by itself.
        expect(Math.abs(median(real) - median(nothing))).toBeLessThan(spread(real) + spread(nothing));
      },
      60_000,
    );
  });

  /** Records on which those acted who know of the clue, or are denied. */
  const elsewhere = () => [
    '/v1/me',
    '/v1/referral-kinds',
    '/v1/referral-kinds/history',
    '/v1/referrals',
    ...['panshi-procuratorate', 'panshi-forestry', 'panshi-police', 'panshi-justice-bureau'].flatMap((unitId) => [
      `/v1/units/${unitId}`,
      `/v1/units/${unitId}/history?limit=1000`,
    ]),
    ...['forestry', 'procuratorate', 'police', 'stranger', 'office'].map((name) => `/v1/accounts/${name}/history`),
    `/v1/denials/${new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)}`,
    '/health/ready',
    '/docs-json',
    '/metrics',
  ];

  it('all of that stored nothing, and the auditor finds who was denied what', async () => {
    const { body } = await cast.knowing.auditor.read(`${cast.href}/history`);
    expect((body as { entries: object[] }).entries).toHaveLength(4);
    expect((await cast.knowing.auditor.read(NOWHERE)).status).toBe(404);
    const today = elsewhere().find((path) => path.startsWith('/v1/denials/')) ?? '';
    const denials = (await cast.knowing.auditor.read(`${today}?limit=1000`)).body;
    expect(JSON.stringify(denials)).toContain('record-hidden');
  });

  it('the named units, the heir of one and the auditor see it', async () => {
    const { procuratorate, heir, auditor } = cast.knowing;
    for (const who of [procuratorate, heir, auditor]) expect((await who.read(cast.href)).status).toBe(200);
  });
});
