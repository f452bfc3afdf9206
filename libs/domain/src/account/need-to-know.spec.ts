import { mayKnow } from './need-to-know';

const ofCourt = { unitId: 'panshi-court', roles: ['officer'], open: true };
const viewer = (role: string, region: string | null, unit = 'panshi-office') => ({ role, region, unit });

describe('who may know of an account', () => {
  it('is the auditor, wherever the account is, and also when it is gone', () => {
    expect(mayKnow(ofCourt, viewer('auditor', null), '220284')).toBe(true);
    expect(mayKnow(null, viewer('auditor', '410800'), null)).toBe(true);
  });
  it.each<[string, string | null, string | null, boolean]>([
    ['of the same county', '220284', '220284', true],
    ['of the city above it', '220200', '220284', true],
    ['of another county of that city', '220281', '220284', false],
    ['of a county, of the city above it', '220284', '220200', false],
    ['that is not registered', null, '220284', false],
    ['of an account whose unit is not registered', '220284', null, false],
  ])('is, or is not, the office %s', (_, own, region, may) => {
    expect(mayKnow(ofCourt, viewer('office', own), region)).toBe(may);
  });
  it('is the office of the unit itself, also before it is registered', () => {
    expect(mayKnow({ ...ofCourt, unitId: 'office' }, viewer('office', null, 'office'), null)).toBe(true);
  });
  it('is no officer, and no office of an account that is gone', () => {
    expect(mayKnow(ofCourt, viewer('officer', '220284', 'panshi-court'), '220284')).toBe(false);
    expect(mayKnow(null, viewer('office', '220284'), '220284')).toBe(false);
  });
});
