import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RevisionMismatch } from '@fuyuan/application';
import { Referrals, RuleBroken } from '@fuyuan/domain';
import { exchangeProblems, rules } from './exchange-problems';

const domain = join(__dirname, '../../../../libs/domain/src');
const sources = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
  .map((file) => readFileSync(join(domain, file), 'utf8'));

/** Rules are thrown by a literal, but for the standings of a unit, which are named in its type. */
const thrown = sources.flatMap((source) =>
  [...source.matchAll(/new RuleBroken\(\s*'([\w.-]+)'/g)].map(([, code]) => code),
);
const built = sources.flatMap((source) =>
  [...source.matchAll(/new RuleBroken\(\s*`unit\.\$\{standing\}`/g)].flatMap(() => [
    'unit.unknown',
    'unit.not-yet-effective',
    'unit.retired',
  ]),
);
const referralStates = sources.flatMap((source) =>
  [...source.matchAll(/new RuleBroken\(`referral\.is-\$\{status\}`/g)].flatMap(() =>
    Referrals.REFERRAL_STATUSES.map((status) => `referral.is-${status}`),
  ),
);
/** Not a refusal, but the answer to why an act is not on offer. */
const offered = sources.flatMap((source) =>
  [...source.matchAll(/may: false, rule: '([\w.-]+)'/g)].map(([, code]) => code),
);
const unread = sources.flatMap((source) => [...source.matchAll(/new RuleBroken\(\s*[^\s'`]/g)]);

describe('the sentences of the rules', () => {
  it('are there for every rule that the domain breaks, and for no other', () => {
    expect(thrown.length).toBeGreaterThan(20);
    expect(unread).toEqual([]);
    expect(Object.keys(rules).sort()).toEqual(
      [...new Set([...thrown, ...built, ...referralStates, ...offered])].sort(),
    );
  });

  it('leave no gap unfilled that the domain fills', () => {
    const error = new RuleBroken('unit.already-retired', '', { unitId: 'panshi-court', retiredOn: '2026-12-31' });
    const told = documentOf(error, 'zh');
    expect(told).toMatchObject({
      status: 409,
      type: 'urn:fuyuan:problem:unit.already-retired',
      code: 'unit.already-retired',
    });
    expect(told.detail).toContain('panshi-court');
    expect(told.detail).not.toContain('{');
  });
});

it('a stale If-Match tells the revision that stands', () => {
  const told = documentOf(new RevisionMismatch(1, 3), 'en');
  expect(told).toMatchObject({ status: 412, revision: 3, code: 'revision-mismatch' });
  expect(told.detail).toBe('The record stands at revision 3, not at 1 as If-Match says; read it again.');
});

function documentOf(error: Error, language: 'zh' | 'en') {
  const catalogue = exchangeProblems();
  const problem = catalogue.mapped(error);
  if (!problem) throw new Error('not mapped');
  return catalogue.documentOf(problem, { language, instance: '/', correlationId: 'c' });
}
