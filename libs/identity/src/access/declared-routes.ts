import { Injectable, type OnModuleInit, RequestMethod } from '@nestjs/common';
import { METHOD_METADATA } from '@nestjs/common/constants';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { demandOf } from './identity.guard';

/** Looks at every route once, at start: one that does not say who may ask would be found out only when asked. */
@Injectable()
export class DeclaredRoutes implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const undeclared = this.discovery.getControllers().flatMap(({ metatype }) => this.undeclaredIn(metatype));
    if (undeclared.length > 0) {
      throw new Error(`Say who may ask, by @Permitted, @SignedIn or @Open: ${undeclared.join(', ')}.`);
    }
  }

  private undeclaredIn(controller: unknown): string[] {
    if (typeof controller !== 'function') return [];
    const prototype = controller.prototype as Record<string, object>;

    return this.scanner
      .getAllMethodNames(prototype)
      .filter((name) => {
        const handler = prototype[name] as object;
        const isRoute = (Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) !== undefined;
        return isRoute && demandOf(handler, controller) === 'undeclared';
      })
      .map((name) => `${controller.name}.${name}`);
  }
}
