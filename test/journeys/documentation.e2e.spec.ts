import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { type ApiDocument, apiDocumentOf, exampleOf, referencesIn } from './api-document';
import { newOfficer } from './panshi';
import { ask, hrefOf, type Person, signIn } from './person';

describe('the documentation of the API', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  let document: ApiDocument;
  let [office, justice, court] = [] as unknown as [Person, Person, Person];

  /** The whole bodies that are shown for an act. */
  const shown = (path: string): object[] => {
    const { examples = {} } = document.paths[path]?.post?.requestBody?.content['application/json'] ?? {};
    const bodies = Object.values(examples).map(({ value }) => value);
    expect(bodies.length).toBeGreaterThan(0);
    return bodies;
  };
  const accepted = async (person: Person, path: string, body: object) => {
    const answer = await person.act(path, body);
    expect({ path, body: answer.body }).toMatchObject({ path, body: { recorded: true } });
    return answer;
  };

  beforeAll(async () => {
    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    document = await apiDocumentOf(place.url);
    office = await signIn(place.url, 'office', place.firstPassword);
    justice = await newOfficer(place, 'justice', 'panshi-justice-bureau');
    court = await newOfficer(place, 'court', 'panshi-court');
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

  it('shows examples that the exchange accepts as they are', async () => {
    const units = ['panshi-court', 'panshi-procuratorate', 'panshi-justice-bureau'];
    const registrations = shown('/v1/units/{unitId}/register');
    expect(registrations).toHaveLength(units.length);
    for (const [at, body] of registrations.entries()) await accepted(office, `/v1/units/${units[at]}/register`, body);

    const hrefs: string[] = [];
    for (const body of shown('/v1/law-notices')) hrefs.push(hrefOf(await accepted(justice, '/v1/law-notices', body)));
    const [href = ''] = hrefs;
    for (const body of shown('/v1/law-notices/{noticeId}/correct')) await accepted(justice, `${href}/correct`, body);
    for (const act of ['sign-for', 'read']) {
      for (const [at, body] of shown(`/v1/law-notices/{noticeId}/${act}`).entries()) {
        await accepted(court, `${hrefs[at]}/${act}`, body);
      }
    }
    for (const body of shown('/v1/law-notices/{noticeId}/assess')) await accepted(court, `${href}/assess`, body);
    for (const body of shown('/v1/law-notices/{noticeId}/withdraw')) await accepted(justice, `${href}/withdraw`, body);
    for (const body of shown('/v1/units/{unitId}/retire'))
      await accepted(office, '/v1/units/panshi-court/retire', body);
  });

  it('gives each field an example of the form that it asks for', async () => {
    const acts = Object.entries(document.paths).filter(([path, { post }]) => post && path !== '/v1/sign-in');
    expect(acts).toHaveLength(8);
    for (const [path, { post }] of acts) {
      const schema = post?.requestBody?.content['application/json']?.schema ?? {};
      const body = exampleOf(document, schema) as object;
      const at = path.replace('{unitId}', 'panshi-zoo').replace('{noticeId}', '00000000-0000-5000-8000-000000000000');
      const answer = await (path.includes('units') ? office : justice).act(at, body);
      expect({ path, errors: answer.body.errors }).toEqual({ path, errors: undefined });
      expect([201, 409]).toContain(answer.status);
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
