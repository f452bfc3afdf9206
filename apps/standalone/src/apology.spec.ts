import { apologyFor } from './apology';

const named = (name: string, message: string) => Object.assign(new Error(message), { name });

describe('what a person reads when it cannot start', () => {
  it.each([
    [named('StoreLocked', 'The event store directory /d is in use by process 7.'), '正被另一进程使用', 'process 7'],
    [named('DamagedStore', 'The event store file /d/events.db cannot be used.'), '从备份恢复', '/d/events.db'],
    [Object.assign(new Error('listen'), { code: 'EADDRINUSE', port: 3000 }), '端口 3000 已被占用', '--port'],
    [new Error("EACCES: permission denied, mkdir '/data'"), '没有权限', '/data'],
    [new Error('something else'), '无法启动', 'something else'],
    ['a text that was thrown', '无法启动', 'a text that was thrown'],
  ])('%s is one line, in Chinese first, without a stack', (error, chinese, fact) => {
    const told = apologyFor(error);
    expect(told).toMatch(/^[^\n]+\n$/);
    expect(told).toContain(chinese);
    expect(told).toContain(fact);
    expect(told).not.toContain('    at ');
  });
});
