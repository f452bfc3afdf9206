import { setImmediate as soon } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import { type Refusal, Refusals } from './refusals';

const refusal: Refusal = { error: new Error('no'), status: 403, request: {} as FastifyRequest };

describe('refusals', () => {
  it('are told to all who watch, when the one who is refused has gone on', async () => {
    const refusals = new Refusals();
    const told: [string, Refusal][] = [];
    refusals.watch((each) => told.push(['one', each]));
    refusals.watch((each) => told.push(['other', each]));
    refusals.tell(refusal);
    expect(told).toEqual([]);
    await soon();
    expect(told).toEqual([
      ['one', refusal],
      ['other', refusal],
    ]);
  });

  it('need nobody who watches', () => expect(() => new Refusals().tell(refusal)).not.toThrow());
});
