import { Turns } from './turns';

const gate = () => {
  let open = () => undefined as void;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { open, opened };
};

describe('turns', () => {
  it('let work under one key run one after another, in the order it came', async () => {
    const turns = new Turns();
    const order: number[] = [];
    const first = gate();
    const one = turns.take('a', async () => (await first.opened, void order.push(1)));
    const two = turns.take('a', async () => void order.push(2));
    const other = turns.take('b', async () => void order.push(3));
    await other;
    first.open();
    await Promise.all([one, two]);

    expect(order).toEqual([3, 1, 2]);
  });

  it('go on after work that failed, whose error is its caller’s alone', async () => {
    const turns = new Turns();
    const failed = turns.take('a', () => Promise.reject(new Error('no')));
    const next = turns.take('a', async () => 'yes');

    await expect(failed).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });

  it('leave nothing behind', async () => {
    const turns = new Turns();
    await Promise.all(Array.from({ length: 100 }, (_, n) => turns.take(`key-${n % 10}`, async () => n)));
    await Promise.resolve();

    expect(turns.busy).toBe(0);
  });
});
