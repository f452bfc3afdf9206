import { InvalidArgumentError } from 'commander';

/** A generation on the command line. Errors: InvalidArgumentError, which commander tells. */
export function generationNamed(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('须为 1 至 999 的整数。 Must be a whole number from 1 to 999.');
}
