import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hashPassword } from './password';
import { readUsersFile } from './users-file';

const folder = mkdtempSync(join(tmpdir(), 'fuyuan-users-'));
const file = join(folder, 'users.txt');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the file of those who may connect', () => {
  let hash = '';
  beforeAll(async () => {
    hash = await hashPassword('x');
  });

  it('has a line for each; comments, empty lines, a byte order mark and CRLF do no harm', () => {
    writeFileSync(file, `\ufeff# 用户\r\n\r\noffice:${hash}\r\n  审计:${hash}  \r\n`);
    expect(readUsersFile(file).map(({ name }) => name)).toEqual(['office', '审计']);
  });

  it.each([
    ['nobody', () => '# none\n', /names no user/],
    ['a line without a hash', () => `office:${hash}\naudit\n`, /users\.txt, line 2/],
    ['a password in plain', () => 'office:secret\n', /users\.txt, line 1/],
    ['a name twice', () => `a:${hash}\na:${hash}\n`, /named twice/],
  ])('%s is refused by place', (_, text, why) => {
    writeFileSync(file, text());
    expect(() => readUsersFile(file)).toThrow(why);
    expect(() => readUsersFile(file)).not.toThrow(/secret/);
  });
});
