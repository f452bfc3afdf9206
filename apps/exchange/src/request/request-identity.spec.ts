import { newLawNoticeId, requestIdentityOf } from './request-identity';

const asked = {
  account: 'office',
  record: 'units/panshi-court',
  key: 'k-1',
  act: 'register-unit',
  body: { name: '磐石市人民法院' },
};

describe('the identity of a request', () => {
  it('never changes: it is stored with the events and must be found again for ever', () => {
    expect(requestIdentityOf(asked)).toEqual({
      id: '86a8cd0a-0605-505e-8cab-469fbfc8a8e0',
      fingerprint: '0d44058dc12e1b91248022a781ef8c3ba6a0e4d39f0b7010bcedfa946b233b95',
    });
    expect(newLawNoticeId('office', 'k-1')).toBe('9f0f526b-b840-5104-8ac9-3e6930ec1ed1');
  });

  it.each([['account'], ['record'], ['key']] as const)('is another for another %s', (part) => {
    const other = requestIdentityOf({ ...asked, [part]: 'another' });
    expect(other.id).not.toBe(requestIdentityOf(asked).id);
    expect(other.fingerprint).toBe(requestIdentityOf(asked).fingerprint);
  });

  it.each([
    ['act', { act: 'retire-unit' }],
    ['body', { body: { name: '磐石市人民检察院' } }],
  ])('keeps its id and changes its fingerprint with another %s', (_, change) => {
    const other = requestIdentityOf({ ...asked, ...change });
    expect(other.id).toBe(requestIdentityOf(asked).id);
    expect(other.fingerprint).not.toBe(requestIdentityOf(asked).fingerprint);
  });
});
