import { getMetadataStorage, type ValidationArguments, ValidationTypes } from 'class-validator';
import { sentenceFor, wordsOf } from './sentences';
import { isRule, type Place, type Rule } from './rule';

type Metadata = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Condition = (object: unknown, value: unknown) => boolean;
type Shape = new () => object;

/** How one property is checked. */
export type Step = Readonly<{
  name: string;
  rules: readonly Rule[];
  optional: boolean;
  /** Of `@ValidateIf`: the property is looked at only when all hold. */
  conditions: readonly Condition[];
}>;

/** How a class is checked: what its decorators say, gathered once. */
export type Plan = ReadonlyMap<string, Step>;

const plans = new WeakMap<Shape, Plan>();

/** The plan of a class, made at its first use. Throws when a decorator asks for what a plan cannot do. */
export function planOf(shape: Shape): Plan {
  const made = plans.get(shape);
  if (made) return made;

  const laid = new Map<string, Metadata[]>();
  for (const metadata of getMetadataStorage().getTargetValidationMetadatas(shape, '', false, false)) {
    laid.set(metadata.propertyName, [...(laid.get(metadata.propertyName) ?? []), metadata]);
  }
  if (laid.size === 0) throw new Error(`No property of ${shape.name} has a rule: decorate it.`);

  const plan = new Map([...laid].map(([name, metadata]) => [name, stepOf(`${shape.name}.${name}`, name, metadata)]));
  plans.set(shape, plan);
  return plan;
}

function stepOf(where: string, name: string, laid: readonly Metadata[]): Step {
  const conditional = laid.filter(({ type }) => type === ValidationTypes.CONDITIONAL_VALIDATION);

  return {
    name,
    // Decorators run from the bottom up; read them as they are written, from the top down.
    rules: laid.flatMap((metadata) => rulesOf(where, metadata)).reverse(),
    optional: conditional.some((metadata) => metadata.name === 'isOptional'),
    conditions: conditional
      .filter((metadata) => metadata.name !== 'isOptional')
      .map(({ constraints }) => constraints[0] as Condition),
  };
}

function rulesOf(where: string, metadata: Metadata): Rule[] {
  if (metadata.groups?.length) throw new Error(`${where}: validation groups are not supported.`);
  switch (metadata.type) {
    case ValidationTypes.CONDITIONAL_VALIDATION:
    case ValidationTypes.WHITELIST:
    case ValidationTypes.IS_DEFINED:
      return [];
    case ValidationTypes.CUSTOM_VALIDATION: {
      const [rule] = (metadata.constraints ?? []) as unknown[];
      return isRule(rule) ? [rule] : [borrowed(where, metadata)];
    }
    default:
      throw new Error(`${where}: use @Nested or @ListOf(nested(() => …)) instead of ${metadata.type}.`);
  }
}

/** A rule of class-validator's own, as it stands, with our sentences in both languages. */
function borrowed(where: string, metadata: Metadata): Rule {
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(metadata.constraintCls);
  if (!constraint || constraint.async) throw new Error(`${where}: a rule must answer at once, without a promise.`);

  const holds = (value: unknown, args: ValidationArguments): boolean =>
    metadata.each && Array.isArray(value)
      ? value.every((one) => constraint.instance.validate(one, args) === true)
      : constraint.instance.validate(value, args) === true;

  const name = constraint.name;
  wordsOf(name);
  const read = (value: unknown, { field, faults }: Place): unknown => {
    const constraints = (metadata.constraints ?? []) as unknown[];
    const args = { value, constraints, property: metadata.propertyName, targetName: '', object: {} };
    if (!holds(value, args)) faults.push({ field, ...sentenceFor(name, constraints) });
    return value;
  };
  return { name, schema: {}, read };
}
