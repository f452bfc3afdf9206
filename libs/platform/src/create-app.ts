import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createFastify, type HttpOptions } from './http/create-fastify';
import { NestLog } from './logging/nest-log';
import type { Platform } from './platform';
import { PlatformModule, type PlatformModuleOptions } from './platform.module';
import { type DocsOptions, setupDocs } from './docs/setup-docs';

export type AppOptions = PlatformModuleOptions & Readonly<{ http?: HttpOptions; docs?: DocsOptions }>;

@Module({})
class ProcessModule {}

/**
 * A Nest application on Fastify with everything of this room in place. Then `listen`, `stopGracefully`,
 * `guardProcess`.
 */
export async function createApp(
  platform: Platform,
  modules: readonly (DynamicModule | Type)[],
  { http, docs, ...options }: AppOptions = {},
): Promise<NestFastifyApplication> {
  const imports = [PlatformModule.forRoot(platform, options), ...modules];
  const app = await NestFactory.create<NestFastifyApplication>(
    { module: ProcessModule, imports },
    createFastify(platform, http),
    { logger: new NestLog(platform.log), abortOnError: false },
  );
  if (docs) setupDocs(app, docs);
  return app;
}
