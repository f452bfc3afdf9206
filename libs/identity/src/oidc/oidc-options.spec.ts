import { ALGORITHMS, isAllowedAddress, oidcOptionsOf } from './oidc-options';

describe('the address of an issuer', () => {
  it.each([
    ['https://sso.example.gov.cn/realms/city', true],
    ['http://127.0.0.1:8080/realms/city', true],
    ['http://localhost:8080', true],
    ['http://[::1]:8080', true],
    ['http://sso.example.gov.cn', false],
    ['http://127.0.0.1.example.org', false],
    ['http://localhost.example.org', false],
    ['https://user:word@sso.example.gov.cn', false],
    ['https://sso.example.gov.cn/?realm=city', false],
    ['https://sso.example.gov.cn/#city', false],
    ['ftp://127.0.0.1', false],
    ['sso.example.gov.cn', false],
  ])('%s: %s', (address, isAllowed) => expect(isAllowedAddress(address)).toBe(isAllowed));
});

describe('the variables of an issuer', () => {
  const given = { issuer: 'https://sso.example.gov.cn', audience: 'fuyuan', algorithms: ALGORITHMS };

  it('name the claims as OpenID Connect does, unless told otherwise', () => {
    expect(oidcOptionsOf(given).claims).toEqual({ account: 'sub', person: 'name', unit: 'unit', roles: 'roles' });
    expect(oidcOptionsOf({ ...given, claims: 'roles = realm_access.roles, unit=dept' }).claims).toEqual({
      account: 'sub',
      person: 'name',
      unit: 'dept',
      roles: 'realm_access.roles',
    });
  });

  it('are all named when they are wrong', () => {
    const wrong = () => oidcOptionsOf({ issuer: 'http://sso.example.gov.cn', claims: 'role=x', algorithms: [] });
    for (const name of ['OIDC_ISSUER', 'OIDC_AUDIENCE', 'OIDC_CLAIMS']) expect(wrong).toThrow(name);
    expect(() => oidcOptionsOf({ ...given, claims: 'unit=' })).toThrow('OIDC_CLAIMS');
    expect(() => oidcOptionsOf({ ...given, claims: '__proto__=x' })).toThrow('OIDC_CLAIMS');
  });

  it('know signatures by a pair of keys alone', () => {
    expect(ALGORITHMS.filter((name) => /^(HS|none)/i.test(name))).toEqual([]);
  });
});
