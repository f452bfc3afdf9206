import { randomUUID } from 'node:crypto';
import { END, START } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { startScriptedEventStore, until, type ScriptedEventStore, type ScriptedSubscription } from '@fuyuan/testing';
import { newClient } from './connection-string';
import type { LogEvent } from './read/log-answer';
import { CatchUpSubscription, type SubscriptionOptions } from './subscription';
import { UnreadableEvent } from './unreadable-event';

const patience = { silenceMs: 10_000, firstPauseMs: 10, longestPauseMs: 50, failuresBeforeNewClient: 3 };

let store: ScriptedEventStore;
let seen: number[];
let clientsMade: number;
let running: CatchUpSubscription[];

beforeEach(async () => {
  store = await startScriptedEventStore();
  [seen, clientsMade, running] = [[], 0, []];
});

afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  await store.stop();
});

const numberOf = ({ data }: LogEvent): number => (data as { n: number }).n;

function follow(options: Partial<SubscriptionOptions> = {}): {
  ended: Promise<void>;
  subscription: CatchUpSubscription;
} {
  const subscription = new CatchUpSubscription({
    newClient: () => (clientsMade++, newClient(store.connectionString)),
    patience,
    from: START,
    handle: (event) => void seen.push(numberOf(event)),
    ...options,
  });
  running.push(subscription);
  const ended = subscription.run();
  ended.catch(() => undefined);
  return { ended, subscription };
}

const put = (n: number, stream = 'numbers-1') =>
  store.log.put(stream, { id: randomUUID(), type: 'Numbered.v1', data: JSON.stringify({ n }), metadata: '{}' });

/** Sends what lies after the place that was asked for, as a server does, and says so. */
const serve = (subscription: ScriptedSubscription) => {
  subscription.confirm();
  const after = typeof subscription.after === 'number' ? subscription.after : -1;
  store.log.events.filter(({ position }) => position > after).forEach((event) => subscription.send(event));
  subscription.caughtUp();
};

const open = () => store.subscriptions.at(-1) as ScriptedSubscription;

describe('a subscription that is dropped', () => {
  it.each([
    ['E7: by an end that looks well', (it: ScriptedSubscription) => it.end()],
    ['E8: by INTERNAL', (it: ScriptedSubscription) => it.fail(status.INTERNAL)],
    ['E8: by UNKNOWN', (it: ScriptedSubscription) => it.fail(status.UNKNOWN)],
    ['E8: by RESOURCE_EXHAUSTED', (it: ScriptedSubscription) => it.fail(status.RESOURCE_EXHAUSTED)],
    ['by UNAVAILABLE', (it: ScriptedSubscription) => it.fail(status.UNAVAILABLE)],
  ])('%s goes on after the last event, which comes once', async (_, drop) => {
    put(1);
    store.onSubscribe = serve;
    follow();
    await until('the first event is handled', () => seen.length === 1);
    drop(open());
    put(2);
    await until('the second event is handled', () => seen.length === 2);

    expect(seen).toEqual([1, 2]);
    expect(store.subscriptions.map(({ after }) => after)).toEqual([undefined, store.log.events[0]?.position]);
  });

  it('E7: by silence goes on with a new one, and lets the silent one go', async () => {
    put(1);
    store.onSubscribe = (subscription) => {
      if (store.subscriptions.length > 1) serve(subscription);
    };
    follow({ patience: { ...patience, silenceMs: 100 } });
    await until('the event is handled', () => seen.length === 1);

    await until('the silent one is cancelled', () => store.subscriptions[0]?.cancelled === true);
  });

  it('E7: by the silence of a store that has nothing to say asks again at once, and takes it for no failure', async () => {
    put(1);
    store.onSubscribe = serve;
    follow({ patience: { ...patience, silenceMs: 100, firstPauseMs: 60_000, longestPauseMs: 60_000 } });
    await until('it has asked three times', () => store.subscriptions.length === 3);

    expect(seen).toEqual([1]);
    expect(clientsMade).toBe(1);
  });

  it('E7: counts checkpoints as life, and not the time its own handler takes', async () => {
    put(1);
    store.onSubscribe = serve;
    follow({
      patience: { ...patience, silenceMs: 200 },
      handle: async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 600));
        seen.push(numberOf(event));
      },
    });
    await until('the event is handled', () => seen.length === 1);
    const since = performance.now();
    let position = 1_000;
    await until('half a second of checkpoints went by', () => {
      open().checkpoint(position++);
      return performance.now() - since > 500;
    });

    expect(store.subscriptions.length).toBe(1);
  });

  it('E8: several times in a row makes a new client', async () => {
    store.onSubscribe = (subscription) => subscription.fail(status.INTERNAL);
    follow();
    await until('it tried seven times', () => store.subscriptions.length >= 7);

    expect(clientsMade).toBeGreaterThanOrEqual(3);
    expect(clientsMade).toBeLessThanOrEqual(4);
  });

  it('by a server that goes away goes on when it is back', async () => {
    put(1);
    store.onSubscribe = serve;
    const dropped = jest.fn();
    follow({ dropped });
    await until('the first event is handled', () => seen.length === 1);
    await store.stop();
    await until('the drop was noticed', () => dropped.mock.calls.length > 0);
    put(2);
    await store.start();
    await until('the second event is handled', () => seen.length === 2);

    expect(seen).toEqual([1, 2]);
  });
});

describe('the handler', () => {
  it('E9: gets one event at a time, in order', async () => {
    for (let n = 0; n < 50; n++) put(n);
    let inHand = 0;
    let most = 0;
    store.onSubscribe = serve;
    follow({
      handle: async (event) => {
        most = Math.max(most, ++inHand);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(numberOf(event));
        inHand -= 1;
      },
    });
    await until('all are handled', () => seen.length === 50);

    expect(most).toBe(1);
    expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n));
  });

  it('that fails gets the same event again, and none after it meanwhile', async () => {
    [1, 2, 3].forEach((n) => put(n));
    let failures = 3;
    store.onSubscribe = serve;
    const { subscription } = follow({
      handle: (event) => {
        if (numberOf(event) === 2 && failures-- > 0) throw new Error('the database is away');
        seen.push(numberOf(event));
      },
    });
    await until('all are handled', () => seen.length === 3);

    expect(seen).toEqual([1, 2, 3]);
    const last = store.log.events[2]?.position;
    expect(subscription.position).toBe(`${last}/${last}`);
  });

  it('that fails on the last event gets it again although a checkpoint lies behind it', async () => {
    put(1);
    let failures = 20;
    store.onSubscribe = (subscription) => {
      serve(subscription);
      subscription.checkpoint(9_000);
    };
    follow({
      handle: async (event) => {
        for (let turn = 0; turn < failures % 5; turn++) await new Promise((resolve) => setImmediate(resolve));
        if (failures-- > 0) throw new Error('the database is away');
        seen.push(numberOf(event));
      },
    });
    await until('it is handled', () => seen.length === 1);

    expect(store.subscriptions.every(({ after }) => after === undefined)).toBe(true);
  });

  it('that cannot read an event ends the subscription, loudly, before that event', async () => {
    [1, 2].forEach((n) => put(n));
    store.onSubscribe = serve;
    const { ended, subscription } = follow({
      handle: (event) => {
        if (numberOf(event) === 2) throw new UnreadableEvent(event, 'its type is not known');
      },
    });

    await expect(ended).rejects.toThrow(/Numbered\.v1.*numbers-1@1/);
    const first = store.log.events[0]?.position;
    expect(subscription.position).toBe(`${first}/${first}`);
  });
});

describe('positions', () => {
  it('E12: are text, and a subscription from one gets what comes after it', async () => {
    const first = put(1);
    put(2);
    store.onSubscribe = serve;
    follow({ from: { after: `${first.position}/${first.position}` } });
    await until('the second event is handled', () => seen.length === 1);

    expect(seen).toEqual([2]);
    expect(open().after).toBe(first.position);
  });

  it('E12: of a checkpoint count only when no event before it waits to be handled', async () => {
    const passed: string[] = [];
    let letGo = () => undefined as void;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    [1, 2, 3].forEach((n) => put(n));
    store.onSubscribe = (subscription) => {
      serve(subscription);
      subscription.checkpoint(9_000);
    };
    const { subscription } = follow({
      passed: (position) => passed.push(position),
      handle: async (event) => {
        if (numberOf(event) === 2) await held;
        seen.push(numberOf(event));
      },
    });
    await until('the first event is handled', () => seen.length === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    const first = store.log.events[0]?.position;
    expect(subscription.position).toBe(`${first}/${first}`);

    letGo();
    await until('the checkpoint counts', () => subscription.position === '9000/9000');
    const ofEvents = store.log.events.map(({ position }) => `${position}/${position}`);
    expect(passed).toEqual([...ofEvents, '9000/9000']);
  });

  it('E6: an error of the one who keeps checkpoints drops the subscription instead of silencing it', async () => {
    store.onSubscribe = (subscription) => {
      serve(subscription);
      subscription.checkpoint(1);
    };
    let failed = false;
    const passed = () => {
      if (failed) return;
      failed = true;
      throw new Error('the disk is full');
    };
    follow({ passed });
    await until('the checkpoint was given', () => failed);
    await until('it began again', () => store.subscriptions.length > 1);
    open().send(put(1));
    await until('the event is handled', () => seen.length === 1);
  });
});

describe('stopping', () => {
  it('ends a live subscription at once', async () => {
    store.onSubscribe = serve;
    const { ended, subscription } = follow({ from: END });
    await until('it is subscribed', () => store.subscriptions.length === 1);
    await subscription.stop();
    await ended;

    await until('the server knows', () => open().cancelled);
  });

  it('ends one that pauses after a drop at once', async () => {
    store.onSubscribe = (subscription) => subscription.fail(status.UNAVAILABLE);
    const { ended, subscription } = follow({ patience: { ...patience, firstPauseMs: 60_000, longestPauseMs: 60_000 } });
    await until('it was dropped', () => store.subscriptions.length === 1);
    const since = performance.now();
    await subscription.stop();
    await ended;

    expect(performance.now() - since).toBeLessThan(2_000);
  });

  it('waits for the event in hand', async () => {
    put(1);
    store.onSubscribe = serve;
    const { subscription } = follow({
      handle: async (event) => {
        await new Promise((resolve) => setTimeout(resolve, 100));
        seen.push(numberOf(event));
      },
    });
    await until('the event is sent', () => store.subscriptions.length === 1);
    await until('the event is in hand', () => subscription.busy);
    await subscription.stop();

    expect(seen).toEqual([1]);
  });
});
