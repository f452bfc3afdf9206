import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = { operationId?: string };

/**
 * Every operation has an id of its own (OpenAPI 3.1, 4.8.10), also where one controller answers under several paths: it
 * is then named after the first part of its path, `court_ReferralsController_list`.
 */
export function tellOperationsApart({ paths }: Pick<OpenAPIObject, 'paths'>): void {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    (Object.values(methods) as Operation[]).map((operation) => ({ path, operation })),
  );
  const times = new Map<string, number>();
  for (const { operation } of operations) times.set(idOf(operation), (times.get(idOf(operation)) ?? 0) + 1);
  for (const { path, operation } of operations) {
    if ((times.get(idOf(operation)) ?? 0) > 1) operation.operationId = `${path.split('/')[1]}_${idOf(operation)}`;
  }
}

const idOf = ({ operationId = '' }: Operation): string => operationId;
