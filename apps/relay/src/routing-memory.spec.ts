import { initialRouting, type Routing } from '@fuyuan/publishing';
import { RoutingMemory } from './routing-memory';

const at = (position: number): string => `${position}/${position}`;
const routingOf = (day: number): Routing => ({ ...initialRouting, day: String(day) });

function memoryOf(facts: number): RoutingMemory {
  const memory = new RoutingMemory();
  for (let fact = 1; fact <= facts; fact += 1) memory.remember(at(fact), routingOf(fact));
  return memory;
}

describe('the routing that is remembered', () => {
  it('is that of a position at or before the one asked for, never of a later one', () => {
    const memory = memoryOf(100_000);
    for (const asked of [1, 499, 500, 501, 70_000, 99_999, 100_000]) {
      const known = memory.before(at(asked));
      expect(known?.position).toBe(at(Number(known?.routing.day)));
      expect(Number(known?.routing.day)).toBeLessThanOrEqual(asked);
    }
  });

  it('is near where one is likely to go on: the end', () => {
    const memory = memoryOf(100_000);
    expect(100_000 - Number(memory.before(at(100_000))?.routing.day)).toBeLessThanOrEqual(500);
    expect(95_000 - Number(memory.before(at(95_000))?.routing.day)).toBeLessThanOrEqual(500);
  });

  it('is none before the first fact, and where nothing was published', () => {
    expect(memoryOf(0).before(at(5))).toBeUndefined();
    expect(memoryOf(5).before(null)).toBeUndefined();
  });

  it('is not confused by what is told again', () => {
    const memory = memoryOf(10);
    memory.remember(at(3), routingOf(-1));
    expect(memory.before(at(3))?.routing.day).toBe('1');
  });
});
