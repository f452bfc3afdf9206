import { type Plan, planOf } from '../validation/plan';
import { readInto } from '../validation/read-into';
import type { Fault } from '../validation/fault';

/** The environment is not what the process needs; the message names every variable at fault, in both languages. */
export class ConfigurationInvalid extends Error {
  override readonly name = 'ConfigurationInvalid';

  constructor(readonly variables: readonly string[]) {
    super(['环境变量不正确。The environment is not valid.', ...variables].join('\n'));
  }
}

/**
 * Reads the environment once, at start: a process with a wrong environment must not come up. The property
 * `shutdownGraceMs` is the variable `SHUTDOWN_GRACE_MS`; an empty variable counts as not set; a property's own value
 * is the default. Variables that the class does not know are left alone.
 *
 * @throws ConfigurationInvalid naming all variables at fault at once; secret values are not shown.
 */
export function configOf<T extends object>(shape: new () => T, env: NodeJS.ProcessEnv = process.env): Readonly<T> {
  const plan = planOf(shape);
  const given = Object.fromEntries([...plan.keys()].flatMap((name) => entryOf(name, env[variableOf(name)])));
  const faults: Fault[] = [];
  const config = readInto(shape, given, { field: '', source: 'text', faults });
  if (faults.length > 0) throw new ConfigurationInvalid(faults.map((fault) => said(fault, plan, env)));

  return Object.freeze(config);
}

/** `shutdownGraceMs` → `SHUTDOWN_GRACE_MS`; what is in capitals already stays. */
export const variableOf = (property: string): string => property.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();

const entryOf = (name: string, value: string | undefined): [string, string][] =>
  value === undefined || value.trim() === '' ? [] : [[name, value.trim()]];

function said({ field, zh, en }: Fault, plan: Plan, env: NodeJS.ProcessEnv): string {
  const name = field.replace(/[[.].*$/, '');
  const variable = variableOf(name);
  const hidden = plan.get(name)?.rules.some(({ secret }) => secret) ?? false;
  const value = env[variable];
  const shown = value === undefined || hidden ? '' : `=${JSON.stringify(value.slice(0, 200))}`;
  return `  ${variable}${shown}: ${zh} ${en}`;
}
