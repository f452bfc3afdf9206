import { IsOptional, registerDecorator } from 'class-validator';
import { ApiProperty } from '@nestjs/swagger';
import type { Fault } from './fault';
import type { Rule } from './rule';

/** What every property decorator takes besides its own limits. */
export type PropertyOptions = Readonly<{
  /** May be left out; `null` counts as left out. */
  optional?: boolean;
  description?: string;
  example?: unknown;
}>;

/** Lays a rule on a property: for class-validator, which checks it, and for OpenAPI, which tells of it. */
export function property(rule: Rule, { optional, description, example }: PropertyOptions = {}): PropertyDecorator {
  const told = ApiProperty({
    ...rule.schema,
    ...(optional ? { required: false, nullable: true } : {}),
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  });

  return (target, key) => {
    registerDecorator({
      name: rule.name,
      target: target.constructor,
      propertyName: String(key),
      constraints: [rule],
      validator: {
        validate: (value: unknown) => faultsOf(rule, value).length === 0,
        defaultMessage: (args) =>
          faultsOf(rule, args?.value)
            .map(({ zh, en }) => `${zh} ${en}`)
            .join('; '),
      },
    });
    if (optional) IsOptional()(target, key);
    told(target, key);
  };
}

const faultsOf = (rule: Rule, value: unknown): Fault[] => {
  const faults: Fault[] = [];
  rule.read(value, { field: '', source: 'json', faults });
  return faults;
};
