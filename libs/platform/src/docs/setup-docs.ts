import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PAGE_POLICY } from '../http/security-headers';
import { sayNullAsTypes } from './nullable';
import { describeProblems } from './problem-responses';

export type DocsOptions = Readonly<{ title: string; description: string; version: string; path?: string }>;

/**
 * Serves the OpenAPI 3.1 document at `/docs-json` and its page at `/docs`, all from this machine. Call it before
 * `listen`. Returns the document.
 */
export function setupDocs(app: NestFastifyApplication, options: DocsOptions): OpenAPIObject {
  const { title, description, version, path = 'docs' } = options;
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

  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onRequest', (request, reply, done) => {
      if (request.url.startsWith(`/${path}`)) reply.header('content-security-policy', PAGE_POLICY);
      done();
    });
  SwaggerModule.setup(path, app, document, { raw: ['json'], jsonDocumentUrl: `${path}-json`, customSiteTitle: title });
  return document;
}
