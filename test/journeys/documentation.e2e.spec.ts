import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { actsOf, type ApiDocument, apiDocumentOf, exampleOf, referencesIn } from './api-document';
import { newOfficer, unitOf } from './panshi';
import { ask, type Person, signIn } from './person';
import { everyExample, livesOfRecords, readerOf, steps } from './shown-examples';

describe('the documentation of the API', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let document: ApiDocument;
  let [office, justice, court, procuratorate] = [] as unknown as [Person, Person, Person, Person];

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    document = await apiDocumentOf(place.url);
    office = await signIn(place.url, 'office', place.firstPassword);
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    court = await newOfficer(place, 'court', 'panshi-court');
    procuratorate = await newOfficer(place, 'procuratorate', 'panshi-procuratorate');
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('is OpenAPI 3.1 whose references all lead somewhere', () => {
    expect(document.openapi).toBe('3.1.0');
    const references = [...new Set(referencesIn(document))];
    expect(references.length).toBeGreaterThan(10);
    for (const reference of references) expect(() => exampleOf(document, { $ref: reference })).not.toThrow();
    expect(JSON.stringify(document).includes('"nullable"')).toBe(false);
  });

  it('shows examples that the exchange accepts as they are, and none that was not tried', async () => {
    const { lives, sent } = readerOf(document);
    const [unit, kind] = ['/v1/units/{unitId}', '/v1/referral-kinds/{code}'];
    await lives(steps(office, unit, 'register'), ['panshi-court', 'panshi-procuratorate', 'panshi-justice-bureau']);
    for (const id of ['panshi-government', 'panshi-mediation', 'panshi-health', 'panshi-drugs', 'panshi-market']) {
      const { status } = await office.act(`/v1/units/${id}/register`, unitOf('磐石市某单位', 'other'));
      expect({ id, status }).toEqual({ id, status: 201 });
    }

    for (const life of livesOfRecords({ court, bureau: justice, procuratorate })) await lives(life);
    await lives(steps(office, kind, 'add', 'end'), ['land-dispute']);
    await lives(steps(office, unit, 'split'), ['panshi-market']);
    await lives(steps(office, unit, 'subscribe', 'unsubscribe'), ['panshi-court']);
    await lives(steps(office, unit, 'merge'), ['panshi-drugs']);
    const changes = ['rename', 'move', 'designate-officer', 'replace-officer', 'retire'];
    await lives(steps(office, unit, ...changes), ['panshi-mediation']);

    // Of what an operator asks a read side for, the story below sends the examples of the fields.
    const ofTheExchange = everyExample(document).filter((example) => example.startsWith('/v1/'));
    expect([...sent].sort()).toEqual(ofTheExchange.sort());
  });

  it('leaves no gap in the sentences of the refusals that it shows', () => {
    expect(JSON.stringify(document)).toContain('"detail":"');
    expect(JSON.stringify(document).match(/"detail":"[^"]*\{\w+\}/g)).toBeNull();
  });

  it('gives each field an example of the form that it asks for', async () => {
    // Webhooks are managed by the unit itself, and not by the office.
    const units = { '/court/v1/webhooks': court, '/procuratorate/v1/webhooks': procuratorate };
    const own = Object.entries({ ...units, '/government/v1/webhooks': justice });
    for (const path of actsOf(document)) {
      const [, person] = own.find(([webhooks]) => path.startsWith(webhooks)) ?? [path, office];
      const { requestBody, parameters = [] } = document.paths[path]?.post ?? {};
      const body = exampleOf(document, requestBody?.content['application/json']?.schema ?? {}) as object;
      const at = path.replace(/\{(\w+)\}/g, (_, name: string) => {
        const { schema } = parameters.find((one) => one.name === name) ?? {};
        return typeof schema?.example === 'string' ? schema.example : `no example of ${name}`;
      });
      const answer = await person.act(at, body);
      expect({ path, errors: answer.body.errors }).toEqual({ path, errors: undefined });
      expect({ path, isOfTheForm: [200, 201, 202, 404, 409].includes(answer.status) }).toEqual({
        path,
        isOfTheForm: true,
      });
    }
  });

  it('is a page that asks nothing of any other machine', async () => {
    const page = await ask(`${place.url}/docs`);
    expect(page.status).toBe(200);
    const links = [...String(page.body.text).matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) {
      expect(link).not.toMatch(/^(https?:)?\/\//);
      if (!link.startsWith('data:')) expect((await ask(new URL(link, `${place.url}/docs`).href)).status).toBe(200);
    }
  });
});
