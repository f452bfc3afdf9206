import { RecordHidden, RecordNotYours, RecordUnknown } from '@fuyuan/application';
import { Denials, RuleBroken } from '@fuyuan/domain';
import { Problem } from '@fuyuan/platform';
import type { FastifyRequest } from 'fastify';
import { rules } from '../problems/exchange-problems';
import { denialOf } from './denial-of';

const actor = { account: 'zhang-wei', person: '张伟', unit: 'panshi-court', roles: ['officer'] } as const;
const known = (name: string) =>
  name === 'zhang-wei' ? { name, unit: 'panshi-court', roles: ['officer' as const] } : undefined;

const requestTo = (url: string, params: object, body?: unknown) =>
  ({
    routeOptions: { url },
    params,
    body,
    asked: { actor, permission: 'accept-referral' },
  }) as unknown as FastifyRequest;
const accepting = requestTo('/v1/referrals/:referralId/accept', { referralId: 'r-1' });
const denied = (error: unknown, status: number, request = accepting) => denialOf({ error, status, request }, known);

describe('a refusal', () => {
  it.each<[string, unknown, number, string]>([
    ['by the guard', new Problem('permission-denied'), 403, 'permission-denied'],
    ['of a record that is another’s', new RecordNotYours(), 403, 'record-not-yours'],
    ['of a record that is hidden', new RecordHidden(), 404, 'record-hidden'],
    ['for want of competence', new RuleBroken('referral.not-holder', ''), 409, 'referral.not-holder'],
  ])('%s is a denial', (_, error, status, rule) =>
    expect(denied(error, status)).toEqual({
      account: 'zhang-wei',
      unitId: 'panshi-court',
      roles: ['officer'],
      act: 'accept-referral',
      record: { category: 'referral', id: 'r-1' },
      rule,
    }),
  );

  it.each<[string, unknown, number]>([
    ['of what does not exist', new RecordUnknown(), 404],
    ['of an act out of turn', new RuleBroken('referral.is-closed', ''), 409],
    ['of a malformed request', new Problem('invalid-request'), 400],
    ['of our own fault', new Error('x'), 500],
    [
      'of another who is no liaison officer',
      new RuleBroken('unit.not-liaison-officer', '', { account: 'li-ming' }),
      409,
    ],
  ])('%s is none', (_, error, status) => expect(denied(error, status)).toBeUndefined());

  it('of one who is no liaison officer any more is a denial', () =>
    expect(denied(new RuleBroken('unit.not-liaison-officer', '', { account: 'zhang-wei' }), 409)).toBeDefined());

  it.each([
    ['/v1/units/:unitId/register', { unitId: 'panshi-zoo' }, { category: 'unit', id: 'panshi-zoo' }],
    ['/v1/referral-kinds/:code/add', { code: 'x' }, { category: 'codeList', id: 'referral-kinds' }],
    ['/v1/denials/:day', { day: '2026-03-02' }, { category: 'denials', id: '2026-03-02' }],
    ['/v1/units/:unitId', { unitId: 'a\nb' }, null],
    ['/v1/units/:unitId', { unitId: 'x'.repeat(65) }, null],
    ['/v1/referrals', {}, null],
    ['/v1/me', {}, null],
  ])('at %s of %j names %j', (url, params, record) =>
    expect(denied(new Problem('permission-denied'), 403, requestTo(url, params))?.record).toEqual(record),
  );

  it.each([
    [{ account: 'zhang-wei' }, 'zhang-wei'],
    [{ account: 'my-password' }, null],
    [undefined, null],
  ])('to sign in with %j is one of %s', (body, account) => {
    const request = requestTo('/v1/sign-in', {}, body);
    expect(denied(new Problem('sign-in-failed'), 401, request)).toMatchObject({
      account,
      act: 'sign-in',
      record: null,
    });
  });
});

/** That say what a record or a request is not, never who may not. */
const OF_THE_RECORD = new Set([
  'law-notice.not-read',
  'law-notice.not-signed-for',
  'referral.kind-not-for-receiver',
  'unit.not-yet-effective',
]);

it('every rule that says “not” is either of competence or of the record', () => {
  const negative = Object.keys(rules).filter((code) => /\.not-|-not-for-/.test(code));
  expect(negative.length).toBeGreaterThan(8);
  const undecided = negative.filter((code) => !Denials.isLackOfCompetence(code) && !OF_THE_RECORD.has(code));
  expect(undecided).toEqual([]);
});
