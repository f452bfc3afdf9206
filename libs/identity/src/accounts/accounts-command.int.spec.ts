import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { Accounts } from './accounts';
import { accountsCommand } from './accounts-command';

describe('the accounts command', () => {
  let dataDir: string;

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'fuyuan-command-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  async function run(line: string, piped = ''): Promise<{ code: number; output: string; errors: string }> {
    const [output, errors] = [new PassThrough(), new PassThrough()];
    const code = await accountsCommand(line.split(' '), dataDir, { input: Readable.from([piped]), output, errors });
    return { code, output: String(output.read() ?? ''), errors: String(errors.read() ?? '') };
  }
  /** At a terminal: what is typed, and what is seen. */
  async function type(line: string, ...typed: string[]): Promise<{ code: number; seen: string }> {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const output = new PassThrough();
    let seen = '';
    output.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      if (/: $/.test(seen)) input.write(`${typed.shift() ?? ''}\r`);
    });
    const code = await accountsCommand(line.split(' '), dataDir, { input, output, errors: output });
    return { code, seen };
  }
  const signIn = async (name: string, password: string) =>
    (await Accounts.open(dataDir)).authenticate(name, password, 'here').then(({ name }) => name);
  const ADD = 'add zhang-wei --person 张伟 --unit city-court --roles officer,auditor';

  it('adds an account with a password from a pipe', async () => {
    expect(await run(ADD, 'correct horse battery\n')).toMatchObject({ code: 0, errors: '' });
    expect(await signIn('zhang-wei', 'correct horse battery')).toBe('zhang-wei');
  });

  it('makes a password and shows it once', async () => {
    const { code, output } = await run(`${ADD} --generate`);
    const [, password = ''] = /shown once: (\S+)/.exec(output) ?? [];
    expect([code, await signIn('zhang-wei', password)]).toEqual([0, 'zhang-wei']);
    expect((await run('list')).output).not.toContain(password);
  });

  it('asks at a terminal twice, without showing what is typed', async () => {
    const { code, seen } = await type(ADD, 'correct horse battery', 'correct horse battery');
    expect(code).toBe(0);
    expect(seen).toContain('密码 Password: ');
    expect(seen).not.toContain('horse');
    expect(await signIn('zhang-wei', 'correct horse battery')).toBe('zhang-wei');
  });

  it('refuses two passwords that differ', async () => {
    const { code, seen } = await type(ADD, 'correct horse battery', 'correct horse batterie');
    expect([code, seen]).toEqual([1, expect.stringContaining('The two differ')]);
  });

  it('lists, disables and enables', async () => {
    await run(ADD, 'correct horse battery\n');
    expect((await run('list')).output).toMatch(/^zhang-wei\t张伟\tcity-court\tofficer,auditor\t\d{4}-\d\d-\d\d\n$/);
    expect((await run('disable zhang-wei')).code).toBe(0);
    expect((await run('list')).output).toContain('已停用');
    await expect(signIn('zhang-wei', 'correct horse battery')).rejects.toMatchObject({ code: 'sign-in-failed' });
    await run('enable zhang-wei');
    expect(await signIn('zhang-wei', 'correct horse battery')).toBe('zhang-wei');
  });

  it('grants and revokes roles, moves, unlocks, and shows what came of it', async () => {
    await run(ADD, 'correct horse battery\n');
    const lines = [
      'grant-role zhang-wei office',
      'revoke-role zhang-wei auditor',
      'move zhang-wei --unit audit-bureau',
    ];
    for (const line of [...lines, 'unlock zhang-wei', 'unlock --by wang-it zhang-wei'])
      expect(await run(line)).toMatchObject({ code: 0, errors: '' });
    const { output } = await run('show zhang-wei');
    expect(output).toMatch(/单位 unit\taudit-bureau\n角色 roles\tofficer,office\n状态 state\t启用 open\n/);
    expect(output).toContain('not on record yet\t6');
    expect(output).not.toContain('scrypt');
  });

  it('keeps who did it, by the user of this machine and the name that was said', async () => {
    await run(`--by wang-it ${ADD}`, 'correct horse battery\n');
    await run('close zhang-wei');
    const { changes } = await (await Accounts.open(dataDir)).content();
    const { username: user } = userInfo();
    expect(changes.map(({ by, what }) => [what, by])).toEqual([
      ['opened', { user, name: 'wang-it' }],
      ['closed', { user, name: null }],
    ]);
  });

  it('resets a password', async () => {
    await run(ADD, 'correct horse battery\n');
    expect((await run('reset-password zhang-wei', 'another good password')).code).toBe(0);
    expect(await signIn('zhang-wei', 'another good password')).toBe('zhang-wei');
  });

  it('says of a name that is taken, and of a damaged file of keys what it is, in both languages', async () => {
    await run(ADD, 'correct horse battery\n');
    expect((await run(ADD, 'correct horse battery\n')).errors).toBe("账号名已被使用。name: 'zhang-wei' is taken\n");
    writeFileSync(join(dataDir, 'signing-keys.json'), '{');
    expect(await run('rotate-key')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('签名密钥文件有误') as string,
    });
  });

  it('takes no account its last role', async () => {
    await run(ADD, 'correct horse battery\n');
    await run('revoke-role zhang-wei auditor');
    expect(await run('revoke-role zhang-wei officer')).toMatchObject({
      code: 1,
      errors: expect.stringContaining('only role') as string,
    });
  });

  it('moves no account to what cannot be a unit', async () => {
    await run(ADD, 'correct horse battery\n');
    expect(await run('move zhang-wei --unit ../court')).toMatchObject({ code: 1 });
  });

  it.each([
    [ADD, 'short', 1, '至少 12 个字符'],
    [ADD, '', 1, '没有读到密码'],
    ['disable nobody', '', 1, "'nobody' is unknown"],
    [
      'add zhang-wei --person 张伟 --unit city-court --roles emperor',
      'correct horse battery',
      2,
      'office, officer, auditor',
    ],
    ['add zhang-wei', '', 2, '--person'],
    ['grant-role zhang-wei emperor', '', 2, 'office, officer, auditor'],
    ['show nobody', '', 1, "'nobody' is unknown"],
    ['--by 张伟 close zhang-wei', '', 2, '账号名'],
    ['destroy', '', 2, 'unknown command'],
    ['destroy', '', 2, '没有此命令（用 --help 查看用法）'],
    ['add zhang-wei', '', 2, '缺少必要的选项'],
    ['close', '', 2, '缺少参数'],
    ['grant-role zhang-wei emperor', '', 2, '内容不符合要求'],
    ['add Zhang --person 张伟 --unit city-court --roles officer', 'correct horse battery', 1, '账号名须为 2 至 64 个'],
    ['add zhang-wei --person 张伟 --unit 法院 --roles officer', 'correct horse battery', 1, '单位编号须为'],
  ])('%s, given %j: ends with %d and says why', async (line, piped, code, words) => {
    const outcome = await run(line, piped);
    expect([outcome.code, outcome.errors]).toEqual([code, expect.stringContaining(words)]);
  });
});
