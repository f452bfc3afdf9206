import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from '../problems/exchange-problems';
import { type ActDocs, EVERY_ACT } from './act';

const source = join(__dirname, '..');
const modules = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.docs.ts'))
  .map((file) => jest.requireActual<Record<string, Partial<ActDocs>>>(join(source, file)));
const acts = modules.flatMap((told) => Object.values(told)).filter((docs) => Array.isArray(docs.rules));

/** Codes that answer no act over HTTP. */
const NO_REFUSAL = new Set([
  // Whether the asker may know of the referral is asked first: `record-unknown`.
  'referral.unknown',
  // Said by the list of acts only; the act itself is answered 200, nothing new.
  'referral.already-so',
]);

describe('what is told of the acts', () => {
  const told = new Set([...EVERY_ACT, ...acts.flatMap((docs) => docs.rules ?? [])]);

  it('names every rule of the model with one act at least', () => {
    expect(acts.length).toBeGreaterThan(30);
    expect(Object.keys(rules).filter((code) => !told.has(code) && !NO_REFUSAL.has(code))).toEqual([]);
  });

  it('excepts no code that an act tells of, and none that is no rule', () =>
    expect([...NO_REFUSAL].filter((code) => told.has(code) || !Object.hasOwn(rules, code))).toEqual([]));
});
