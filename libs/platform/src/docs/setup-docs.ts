import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { isLocal } from '../http/is-local';
import { PAGE_POLICY } from '../http/security-headers';
import { sayNullAsTypes } from './nullable';
import { tellOperationsApart } from './operation-ids';
import { Problem } from '../problem/problem';
import { describeProblems } from './problem-responses';

export type DocsOptions = Readonly<{
  title: string;
  description: string;
  version: string;
  path?: string;
  open?: boolean;
}>;

/**
 * Serves the OpenAPI 3.1 document at `/docs-json` and its page at `/docs`, all from this machine. To others than those
 * on this machine only when `open`: what stands there is no secret, but nothing is open by default except health. Call it
 * before `listen`. The document is made when it is first asked for: most processes start and end without that.
 */
export function setupDocs(app: NestFastifyApplication, options: DocsOptions): void {
  const { title, path = 'docs', open = false } = options;
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (!request.url.startsWith(`/${path}`)) return done();
      if (!open && !isLocal(request)) return done(new Problem('not-found'));
      reply.header('content-security-policy', PAGE_POLICY);
      done();
    });
  const served = { raw: ['json'] as 'json'[], jsonDocumentUrl: `${path}-json`, customSiteTitle: title };
  SwaggerModule.setup(path, app, () => documentOf(app, options), served);
}

function documentOf(app: NestFastifyApplication, { title, description, version }: DocsOptions): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle(title)
    .setDescription(description)
    .setVersion(version)
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: '由 /v1/sign-in 签发 Issued by /v1/sign-in',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  describeProblems(document);
  sayNullAsTypes(document);
  tellOperationsApart(document);
  return document;
}
