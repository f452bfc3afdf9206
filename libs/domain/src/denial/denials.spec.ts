import * as Denials from '.';
import type { DenialEvent } from '.';

const denied = (count: number): DenialEvent => ({
  type: 'AccessDenied',
  data: {
    account: 'zhang-wei',
    unitId: 'panshi-court',
    roles: ['officer'],
    act: 'register-unit',
    record: { category: 'unit', id: 'panshi-zoo' },
    rule: 'permission-denied',
    count,
    occurredAt: '2026-03-02T01:00:00.000Z',
    lastAt: '2026-03-02T01:00:30.000Z',
    correlationId: 'c',
  },
});

describe('a day of denials', () => {
  it('begins without any', () => expect(Denials.initial).toEqual({ denials: 0 }));
  it('counts every one, also those that were recorded together', () =>
    expect([denied(1), denied(40)].reduce(Denials.evolve, Denials.initial)).toEqual({ denials: 41 }));
});

describe('a rule', () => {
  it.each(['referral.not-holder', 'law-notice.not-publisher'])('%s says that the act is another’s', (rule) =>
    expect(Denials.isLackOfCompetence(rule)).toBe(true),
  );
  it.each(['referral.is-closed', 'law-notice.not-read', 'act.in-the-future'])('%s does not', (rule) =>
    expect(Denials.isLackOfCompetence(rule)).toBe(false),
  );
});
