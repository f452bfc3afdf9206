import type { ArgumentMetadata, PipeTransform } from '@nestjs/common';
import { type Fault, ValidationFailed } from './fault';
import type { Rule } from './rule';

/**
 * Checks one value by one rule where a class would be much for little: `@Param('id', new RulePipe(uuid()))`,
 * `@Headers('if-match', new RulePipe(revision, { optional: true }))`. The field at fault is the parameter's name.
 */
export class RulePipe<T> implements PipeTransform<unknown, T | undefined> {
  constructor(
    private readonly rule: Rule<T>,
    private readonly options: Readonly<{ optional?: boolean }> = {},
  ) {}

  transform(value: unknown, { data: field = '' }: ArgumentMetadata): T | undefined {
    if (value === undefined && this.options.optional) return undefined;
    const faults: Fault[] = [];
    if (value === undefined) faults.push({ field, rule: 'required', zh: '必须填写。', en: 'Is required.' });
    const read = value === undefined ? undefined : this.rule.read(value, { field, source: 'text', faults });
    if (faults.length > 0) throw new ValidationFailed(faults);

    return read;
  }
}
