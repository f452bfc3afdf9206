import { registerAccounts } from './accounts';
import { ActBook, receiptOf, type Entry } from './act-book';
import { faultsOf } from './audit';
import { chanceOf, seedOf } from './chance';
import { end, startApp, untilReady } from './running/app-process';
import { hangUp, type Answer } from './running/http-call';
import { freePort, temporaryDirectory } from './running/places';
import { publish, type Town } from './town';
import { ofActs, wholeLogOf } from './whole-log';
import { settleIn, storeWithin } from './worlds';

const ROUNDS = 3;
const CALLERS = 24;
const seed = seedOf('SIGTERM under load');

/** What became of one request: an answer, or the reason why there was none; and whether it had left before the end. */
type Fate = { entry: Entry; sentBefore: boolean; answer?: Answer; lost?: string };

describe('SIGTERM under load', () => {
  const chance = chanceOf(seed);
  const place = temporaryDirectory();
  const book = new ActBook();
  let origin: string;
  let town: Town;
  let start: () => ReturnType<typeof startApp>;
  let app: ReturnType<typeof startApp>;

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    start = () => startApp('standalone', ['--data', place.path, '--port', String(port)]);
    const password = await registerAccounts(place.path);
    await untilReady((app = start()), origin);
    const people = await settleIn(origin, password);
    town = people.town;
    book.entries.push(...people.book.entries);
  }, 60_000);
  afterAll(async () => {
    await end(app);
    hangUp();
    place.remove();
  });

  it.each([1, 2, 3].slice(0, ROUNDS))(
    'round %i: every request in flight is answered, and the exit is clean',
    async () => {
      let stopping = false;
      let answers = 0;
      const fates: Fate[] = [];
      const stopAfter = chance.between(50, 300);

      const caller = async () => {
        for (let goOn = true; goOn;) {
          const fate: Fate = { entry: book.sent(publish(`停机前第${fates.length}号`)), sentBefore: false };
          fates.push(fate);
          try {
            fate.answer = await town.perform(fate.entry.act, () => (fate.sentBefore = !stopping));
            book.answered(fate.entry, fate.answer);
          } catch (error) {
            fate.lost = String(error);
            goOn = false;
          }
          if (++answers === stopAfter) {
            stopping = true;
            app.signal('SIGTERM');
          }
        }
      };
      await Promise.all(Array.from({ length: CALLERS }, caller));

      expect(await app.exited).toEqual({ code: 0, signal: null });
      const inFlight = fates.filter(({ sentBefore }) => sentBefore);
      expect(inFlight.filter(({ lost }) => lost !== undefined)).toEqual([]);
      expect(inFlight.filter(({ answer }) => answer?.status !== 201).map(({ answer }) => answer)).toEqual([]);
      expect(inFlight.length).toBeGreaterThanOrEqual(stopAfter);

      await untilReady((app = start()), origin);
      expect(book.scandals).toEqual([]);
    },
    60_000,
  );

  it('stored every act that it answered, and no other than the callers sent', async () => {
    expect(await end(app)).toEqual({ code: 0, signal: null });
    const log = ofActs(await wholeLogOf(storeWithin(place.path)));
    const told = new Set(book.of('recorded').map((entry) => receiptOf(entry).stream));
    const untold = [...log.keys()].filter((stream) => !told.has(stream));

    expect(faultsOf(new Map([...log].filter(([stream]) => told.has(stream))), book.receipts())).toEqual([]);
    expect(untold.length).toBeLessThanOrEqual(book.of('unsettled').length);
  });
});
