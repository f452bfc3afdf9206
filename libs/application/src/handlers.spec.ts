import { Command, Query } from '@nestjs/cqrs';
import * as application from './index';

/** The classes that `@CommandHandler` and `@QueryHandler` keep on a handler, under these keys. */
const handled = application.useCases.flatMap((provided) =>
  ['__commandHandler__', '__queryHandler__'].flatMap(
    (key) => (Reflect.getMetadata(key, provided) as { name: string } | undefined)?.name ?? [],
  ),
);

const asked = Object.entries(application).flatMap(([name, exported]) => {
  const { prototype } = exported as { prototype?: unknown };
  return prototype instanceof Command || prototype instanceof Query ? [name] : [];
});

it('every command and query that can be asked for has one handler, and every handler can be asked', () => {
  expect(asked.length).toBeGreaterThan(30);
  expect([...handled].sort()).toEqual([...asked].sort());
});
