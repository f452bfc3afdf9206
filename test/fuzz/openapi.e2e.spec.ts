import { newDataDirectory, type RunningStandalone, startStandalone } from '@fuyuan/testing';
import { ask } from '../journeys/person';
import { chanceOf } from '../operations/chance';
import { eventsIn, lostIn } from './afterwards';
import { partOf, type ApiDocument } from './api';
import { Contract } from './contract';
import { run } from './fuzz';
import { Memory } from './memory';
import { oddOf } from './odd';
import { People } from './people';
import { senderTo } from './send';
import type { Tally } from './tally';

/** The same seed asks the same again; with FUYUAN_FUZZ_AT_ONCE=1 also in the same order at the exchange. */
const seed = Number(process.env['FUYUAN_FUZZ_SEED'] ?? Date.now() % 2 ** 31);
const requests = Number(process.env['FUYUAN_FUZZ_REQUESTS'] ?? 20_000);
/** Of the read sides, after those. */
const questions = Number(process.env['FUYUAN_FUZZ_QUESTIONS'] ?? 5_000);
const atOnce = Number(process.env['FUYUAN_FUZZ_AT_ONCE'] ?? 32);

/** That someone was denied is itself on record, for the auditor; nobody gets a receipt for it. */
const DENIALS = 'denials-';

jest.setTimeout(600_000);

describe(`the exchange, asked at random as its own document says (FUYUAN_FUZZ_SEED=${seed})`, () => {
  const { data, remove } = newDataDirectory();
  const open = {
    args: ['--office-unit', 'panshi-justice-bureau'],
    env: { RATE_OF_SIGN_IN: 'off', SIGN_IN_FAILURES: '1000', SIGN_IN_FAILURES_SPREAD: '100000' },
  };
  let place: RunningStandalone;
  let [document, memory, people] = [] as unknown as [ApiDocument, Memory, People];
  let [tally, faults, before] = [] as unknown as [Tally, string[], Map<string, string>];
  let views: { tally: Tally; faults: string[] };

  beforeAll(async () => {
    place = await startStandalone({ data, ...open });
    people = await People.settle(place);
    await place.stop();
    before = await eventsIn(data);
    place = await startStandalone({ data, ...open });
    await people.signInAt(place.url);

    const whole = (await ask(`${place.url}/docs-json`)).body as unknown as ApiDocument;
    document = partOf(whole, 'exchange');
    memory = new Memory(document, people.acting);
    for (const home of [...people.homes, ...people.others]) memory.addId('/v1/units', home);
    for (const name of people.names()) memory.addId('/v1/accounts', name);
    const world = { document, memory, chance: chanceOf(seed), seed };
    const { send, hangUp } = senderTo(place.url);
    const began = performance.now();
    const fuzz = { world, people, odd: oddOf(seed), contract: new Contract(document), send, atOnce };
    ({ tally, faults } = await run(fuzz, requests));
    const asked = partOf(whole, 'read-sides');
    const ofViews = { ...fuzz, world: { ...world, document: asked }, contract: new Contract(asked) };
    views = await run(ofViews, questions);
    hangUp();

    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    process.stdout.write(`FUYUAN_FUZZ_SEED=${seed}: ${seconds} s\n${tally.table()}\n${views.tally.table()}\n`);
  });
  afterAll(async () => {
    await place.stop();
    remove();
  });

  it('answers nothing that its document does not tell of, and never 500', () => {
    expect(faults).toEqual([]);
    expect(tally.requests).toBeGreaterThanOrEqual(requests);
  });

  it('lets every operation through at times, and refuses it at times', () => {
    expect(tally.untouched()).toEqual([]);
    expect(tally.accepted / tally.requests).toBeGreaterThan(0.25);
  });

  it('is answered by the read sides as their document says, and never by 500', () => {
    expect(views.faults).toEqual([]);
    expect(views.tally.untouched()).toEqual([]);
  });

  it('has stored what it gave receipts for, and nothing else', async () => {
    await place.stop();
    const events = await eventsIn(data);
    const stored = [...events.keys()].filter((event) => !before.has(event));
    const denials = stored.filter((event) => event.startsWith(DENIALS));
    process.stdout.write(`${stored.length} events, ${denials.length} of them denials\n`);

    const receipts = new Set([...memory.recorded.values()].flatMap((recorded) => [...recorded]));
    expect([...receipts].filter((event) => !events.has(event))).toEqual([]);
    // An act may leave a word on another record as well, as a merger does on its heir's; it is of the same request.
    const accepted = new Set([...receipts].map((event) => events.get(event)));
    const others = stored.filter((event) => !receipts.has(event) && !denials.includes(event));
    expect(others.filter((event) => !accepted.has(events.get(event)))).toEqual([]);
  });

  it('shows every accepted act in the history of its record after a restart', async () => {
    place = await startStandalone({ data, ...open });
    await people.signInAt(place.url);
    const { send, hangUp } = senderTo(place.url);
    const { lost, unread } = await lostIn({ memory, document, people }, send);
    hangUp();

    expect(lost).toEqual([]);
    expect([...unread]).toEqual([]);
    expect(memory.recorded.size).toBeGreaterThan(100);
  });
});
