import { Body, Controller, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiCreatedResponse } from '@nestjs/swagger';
import {
  CalendarDate,
  createApp,
  createLog,
  createPlatform,
  Flag,
  Identifier,
  Instant,
  ListOf,
  Nested,
  nested,
  OneOf,
  RegionCode,
  Text,
  text,
  Whole,
} from '..';

class Norm {
  @Text({ max: 200, description: '标题 Title', example: '中华人民共和国民法典' })
  title!: string;

  @CalendarDate({ example: '2020-05-28' })
  promulgatedOn!: string;

  @OneOf(['法律', '行政法规'])
  level!: string;
}

class Notice {
  @Nested(() => Norm)
  norm!: Norm;

  @ListOf(nested(() => Norm), { max: 5, optional: true })
  repeals?: Norm[];

  @ListOf(text({ max: 40 }), { min: 1, max: 3, unique: true })
  fields!: string[];

  @Instant()
  happenedAt!: string;

  @RegionCode({ optional: true })
  region?: string;

  @Identifier()
  unit!: string;

  @Whole({ min: 1, max: 9 })
  copies!: number;

  @Flag({ optional: true })
  urgent?: boolean;
}

@Controller('v1/notices')
class NoticesController {
  @Post()
  @ApiCreatedResponse({ type: Notice })
  publish(@Body() notice: Notice): Notice {
    return notice;
  }
}

type Schema = Record<string, unknown> & { properties?: Record<string, Schema>; required?: string[] };
type Document = {
  openapi: string;
  paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, Schema>; securitySchemes: Record<string, unknown> };
};

describe('the API documentation', () => {
  let app: NestFastifyApplication;
  let address: string;
  let document: Document;

  beforeAll(async () => {
    app = await createApp(
      createPlatform(createLog({ level: 'silent' })),
      [{ module: class {}, controllers: [NoticesController] }],
      { docs: { title: '府院通', description: 'An exchange', version: '1.2.3' } },
    );
    await app.listen({ port: 0, host: '127.0.0.1' });
    address = await app.getUrl();
    document = (await (await fetch(`${address}/docs-json`)).json()) as Document;
  });
  afterAll(() => app.close());

  it('is an OpenAPI 3.1 document in which every reference leads somewhere', () => {
    expect(document).toMatchObject({ openapi: '3.1.0', info: { title: '府院通', version: '1.2.3' } });
    expect(document.components.securitySchemes).toEqual({
      bearer: expect.objectContaining({ type: 'http', scheme: 'bearer' }) as object,
    });
    const references = JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g);
    const names = [...references].map(([, name]) => name as string);
    expect(names).toEqual(expect.arrayContaining(['Notice', 'Norm', 'Problem']));
    for (const name of names) expect(document.components.schemas).toHaveProperty(name);
  });

  it('says of each field what the check demands of it', () => {
    const { Norm: norm, Notice: notice } = document.components.schemas;
    expect(norm).toMatchObject({
      required: ['title', 'promulgatedOn', 'level'],
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 200, example: '中华人民共和国民法典' },
        promulgatedOn: { type: 'string', format: 'date', example: '2020-05-28' },
        level: { type: 'string', enum: ['法律', '行政法规'] },
      },
    });
    expect(notice?.required?.sort()).toEqual(['copies', 'fields', 'happenedAt', 'norm', 'unit']);
    expect(notice?.properties).toMatchObject({
      norm: { $ref: '#/components/schemas/Norm' },
      repeals: { type: ['array', 'null'], maxItems: 5, items: { $ref: '#/components/schemas/Norm' } },
      fields: { type: 'array', minItems: 1, maxItems: 3, uniqueItems: true, items: { type: 'string', maxLength: 40 } },
      happenedAt: { type: 'string', format: 'date-time' },
      region: { type: ['string', 'null'], pattern: '^\\d{6}$' },
      unit: { type: 'string', pattern: expect.stringContaining('a-z') as string },
      copies: { type: 'integer', minimum: 1, maximum: 9 },
      urgent: { type: ['boolean', 'null'] },
    });
  });

  it('says of each operation how it refuses', () => {
    const { responses } = document.paths['/v1/notices']?.post ?? {};
    expect(responses).toMatchObject({
      '201': {},
      default: { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } },
    });
  });

  it.each(['/docs', '/docs-json', '/docs/swagger-ui.css'])(
    'is shown on this machine alone unless it is open: %s',
    async (path) => {
      const asked = (headers: Record<string, string>) => fetch(`${address}${path}`, { headers });

      expect((await asked({})).status).toBe(200);
      const refused = await asked({ 'x-forwarded-for': '203.0.113.7' });
      expect(refused.status).toBe(404);
      expect(await refused.json()).toMatchObject({ code: 'not-found' });
    },
  );

  it('has a page that fetches nothing from elsewhere, under a policy that would not let it', async () => {
    const page = await fetch(`${address}/docs`);
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html.match(/(?:src|href)="(?:https?:)?\/\//g)).toBeNull();

    const sources = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source as string);
    expect(sources.length).toBeGreaterThan(3);
    for (const source of sources) {
      const part = await fetch(new URL(source, `${address}/`));
      expect([source, part.status]).toEqual([source, 200]);
      await part.arrayBuffer();
    }
  });
});
