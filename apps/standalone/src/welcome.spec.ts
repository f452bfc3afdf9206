import { resolve } from 'node:path';
import { type Facts, welcome } from './welcome';

const facts: Facts = {
  url: 'http://127.0.0.1:3000',
  host: '127.0.0.1',
  dataDir: resolve('data'),
  demo: false,
  firstAccounts: [],
  hasDemoAccounts: false,
};

describe('what a person reads when everything serves', () => {
  it('shows the first password once, and says so', () => {
    const told = welcome({ ...facts, firstAccounts: [{ name: 'office', password: 'seen-only-now' }] });
    expect(told).toContain('账号 account office   密码 password seen-only-now');
    expect(told).toContain('密码只显示这一次');
  });

  it('later says where the accounts are and how a password is reset', () => {
    const told = welcome(facts);
    expect(told).toContain(`${resolve('data')}/accounts.json`);
    expect(told).toContain('npm run accounts -- reset-password office');
    expect(told).not.toContain('密码只显示这一次');
  });

  it('says where to sign in where that is elsewhere, and nothing of accounts that are not in use', () => {
    const told = welcome({ ...facts, issuer: 'https://sso.example.gov.cn' });
    expect(told).toContain('登录 Sign in          https://sso.example.gov.cn');
    expect(told).not.toMatch(/v1\/sign-in|npm run accounts|accounts\.json/);
  });

  it('names the data directory in the commands when it is another one', () =>
    expect(welcome({ ...facts, dataDir: '/srv/fuyuan' })).toContain(
      'npm run accounts -- --data /srv/fuyuan reset-password office',
    ));

  it('warns of passwords that everybody knows, also when it is no demonstration any more', () => {
    expect(welcome({ ...facts, demo: true })).toContain('fuyuan-demo-2026');
    const later = welcome({ ...facts, hasDemoAccounts: true });
    expect(later).toContain('勿用于真实数据');
    expect(later).not.toContain('fuyuan-demo-2026');
  });

  it.each(['127.0.0.1', '::1', 'localhost'])('says nothing of other machines on %s', (host) =>
    expect(welcome({ ...facts, host })).not.toContain('HTTPS'),
  );
  it.each(['0.0.0.0', '::', '10.1.2.3'])('asks for HTTPS where other machines come in: %s', (host) =>
    expect(welcome({ ...facts, host })).toContain('HTTPS'),
  );
});
