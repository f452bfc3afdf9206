import { accounts, newDataDirectory, type RunningStandalone, startStandalone, until } from '@fuyuan/testing';
import { openStream, type EventStream } from './event-stream';
import { newPerson, registerUnits, SHARING } from './panshi';
import { ask, type Answer, type Person, signIn } from './person';

const basis = { legalBasis: SHARING };
const FEED = '/government/v1/feed';
const CLUE = '某公司涉嫌骗取补贴线索';

type Message = Readonly<{ id: string; type: string; subject: string; data: Record<string, unknown> }>;
const messagesIn = ({ body }: Answer) => body as unknown as readonly Message[];
const cursorOf = ({ headers }: Answer) => headers.get('next-cursor') ?? '';
const after = (cursor: string, more = '') => `${FEED}?after=${encodeURIComponent(cursor)}${more}`;

describe('the own system of a unit reads what its unit is told, over HTTP', () => {
  const { data, remove } = newDataDirectory();
  let place: RunningStandalone;
  const people = new Map<string, Person>();
  const as = (name: string): Person => people.get(name) as Person;
  const streams: EventStream[] = [];
  const stream = async (name: string, path = `${FEED}/stream`, headers = {}) => {
    const opened = await openStream(place.url + path, { authorization: `Bearer ${as(name).token}`, ...headers });
    streams.push(opened);
    return opened;
  };

  const act = async (name: string, path: string, body: object) => {
    const answer = await as(name).act(path, body);
    if (answer.status > 201) throw new Error(JSON.stringify(answer.body));
    return answer;
  };
  const subscribe = async (unitId: string) => {
    await act('office', `/v1/units/${unitId}/subscribe`, { from: 'beginning', ...basis });
  };
  const refer = (from: string, receiver: string, subject: string, kind = 'other') =>
    act(from, '/v1/referrals', { kind, receiver, subject, request: '请依法处理', ...basis });
  /** All there is now, page by page. */
  const read = async (name: string, limit = 1_000): Promise<{ messages: Message[]; cursor: string }> => {
    const messages: Message[] = [];
    let answer = await as(name).read(`${FEED}?limit=${limit}`);
    while (messagesIn(answer).length > 0) {
      messages.push(...messagesIn(answer));
      answer = await as(name).read(after(cursorOf(answer), `&limit=${limit}`));
    }
    return { messages, cursor: cursorOf(answer) };
  };
  const holds = (name: string, subject: string) => async () =>
    (await read(name)).messages.some(({ data: { subject: said } }) => said === subject);

  beforeAll(async () => {
    place = await startStandalone({
      ...{ data, args: ['--office-unit', 'panshi-justice-bureau'] },
      env: { FEED_STREAMS_PER_ACCOUNT: '3' },
    });
    people.set('office', await signIn(place.url, 'office', place.firstPassword));
    await registerUnits(as('office'));
    const who = [
      ['audit', 'panshi-audit-bureau', 'officer'],
      ['audit-system', 'panshi-audit-bureau', 'integrator'],
      ['justice', 'panshi-justice-bureau', 'officer'],
      ['justice-system', 'panshi-justice-bureau', 'integrator'],
      ['court', 'panshi-court', 'officer'],
      ['court-system', 'panshi-court', 'integrator'],
      ['auditor', 'panshi-audit-bureau', 'auditor'],
    ] as const;
    for (const [name, unit, role] of who) people.set(name, await newPerson(place, { name, unit, role }));
  }, 90_000);
  afterAll(async () => {
    for (const open of streams) await open.close();
    await place.stop();
    remove();
  });

  it('and is told, while it does not subscribe, who must do what', async () => {
    await until('the side has read what there is', async () => (await as('audit-system').read(FEED)).status === 404);
    const { body } = await as('audit-system').read(FEED);
    expect(body).toMatchObject({ code: 'unit-not-subscribed', unitId: 'panshi-audit-bureau' });
    expect(String(body['detail'])).toContain('POST /v1/units/panshi-audit-bureau/subscribe');
  });

  it('from the beginning, by cursor, each message once and as it was published', async () => {
    await refer('justice', 'panshi-audit-bureau', '商请审计');
    await subscribe('panshi-audit-bureau');
    await until('the feed has what was before', holds('audit-system', '商请审计'));
    const whole = await read('audit-system');
    expect(whole.messages.filter(({ type }) => type === 'cn.fuyuan.unit.registered.v1')).toHaveLength(4);
    expect(new Set(whole.messages.map(({ id }) => id)).size).toBe(whole.messages.length);
    expect((await read('audit-system', 2)).messages).toEqual(whole.messages);

    const first = await as('audit-system').read(`${FEED}?limit=2`);
    expect(first.headers.get('content-type')).toBe('application/cloudevents-batch+json; charset=utf-8');
    expect(first.headers.get('cache-control')).toBe('no-store');
    const [, next = ''] = /^<(.+)>; rel="next"$/.exec(first.headers.get('link') ?? '') ?? [];
    const second = await as('audit-system').read(new URL(next, place.url + FEED).href.slice(place.url.length));
    expect(messagesIn(second)).toEqual(whole.messages.slice(2, 4));
  });

  it('as soon as something comes, where it waits', async () => {
    const { cursor } = await read('audit-system');
    expect(messagesIn(await as('audit-system').read(after(cursor)))).toEqual([]);
    const began = performance.now();
    const waiting = as('audit-system').read(after(cursor, '&wait=20'));
    await refer('justice', 'panshi-audit-bureau', '等待中的移送');
    const answer = await waiting;
    expect(performance.now() - began).toBeLessThan(15_000);
    expect(messagesIn(answer)).toMatchObject([{ data: { subject: '等待中的移送' } }]);
    expect(answer.headers.get('feed-state')).toBe('open');
  });

  it('as a stream, which goes on after a break from the last id', async () => {
    const whole = await read('audit-system');
    const first = await stream('audit-system');
    expect(first.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(first.headers.get('x-accel-buffering')).toBe('no');
    await until('everything has come', () => first.came.length === whole.messages.length);
    expect(first.came.map(({ data: text }) => JSON.parse(text) as Message)).toEqual(whole.messages);
    expect(first.came.map(({ event }) => event)).toEqual(whole.messages.map(({ type }) => type));
    await first.close();

    await refer('justice', 'panshi-audit-bureau', '断开时的移送');
    const again = await stream('audit-system', undefined, { 'last-event-id': first.came.at(-1)?.id ?? '' });
    await until('what was missed has come', () => again.came.length === 1);
    await refer('justice', 'panshi-audit-bureau', '续读后的移送');
    await until('what follows has come', () => again.came.length === 2);
    expect(again.came.map(({ data: text }) => (JSON.parse(text) as Message).data['subject'])).toEqual([
      '断开时的移送',
      '续读后的移送',
    ]);
    expect(messagesIn(await as('audit-system').read(after(again.came[0]?.id ?? '')))).toHaveLength(1);
  });

  it('and a clue is in the feeds of the named units alone', async () => {
    await subscribe('panshi-justice-bureau');
    await refer('audit', 'panshi-procuratorate', CLUE, 'case-clue');
    await refer('audit', 'panshi-justice-bureau', '线索之后');
    await until('both have what came after', holds('justice-system', '线索之后'));
    expect(JSON.stringify(await read('justice-system'))).not.toContain(CLUE);
    expect(JSON.stringify(await read('audit-system'))).toContain(CLUE);
  });

  it('for nobody else: not with a cursor of another, nor one that was made up', async () => {
    const { cursor } = await read('audit-system');
    expect((await as('justice-system').read(after(cursor))).body).toMatchObject({
      status: 400,
      code: 'feed-cursor-of-another',
    });
    expect((await as('audit-system').read(after(`${cursor}x`))).body).toMatchObject({ code: 'feed-cursor-damaged' });
    expect((await as('audit-system').read(after('latest'))).body).toMatchObject({ code: 'feed-cursor-damaged' });
    const refused = [
      ['court-system', FEED, 'not-of-this-side'],
      ['court-system', '/court/v1/feed', 'unit-not-subscribed'],
      ['office', FEED, 'permission-denied'],
      ['auditor', FEED, 'permission-denied'],
      ['audit-system', '/government/v1/referrals', 'permission-denied'],
      ['audit-system', '/v1/units/panshi-court', 'permission-denied'],
    ] as const;
    for (const [name, path, code] of refused) {
      expect({ name, path, code: (await as(name).read(path)).body['code'] }).toEqual({ name, path, code });
    }
    expect((await ask(place.url + FEED)).status).toBe(401);
    expect((await as('audit').read(FEED)).status).toBe(200);
  });

  it('and hears what is wrong with a question', async () => {
    for (const [query, field] of [
      ['limit=0', 'limit'],
      ['limit=1001', 'limit'],
      ['wait=31', 'wait'],
      ['from=1', 'from'],
    ]) {
      const { status, body } = await as('audit-system').read(`${FEED}?${query}`);
      expect({ status, field: (body['errors'] as { field: string }[])[0]?.field }).toEqual({ status: 400, field });
    }
  });

  it('with so many streams at once, and no more', async () => {
    const open = await Promise.all([1, 2, 3].map(() => stream('justice-system')));
    const more = await as('justice-system').read(`${FEED}/stream`);
    expect(more.body).toMatchObject({ status: 429, code: 'too-many-streams' });
    expect(more.headers.get('retry-after')).toBe('10');
    await Promise.all(open.map((one) => one.close()));
    await until('they are given back', async () => {
      const again = await stream('justice-system');
      return again.status === 200;
    });
  });

  it('until its account is closed', async () => {
    people.set('leaving', await newPerson(place, { name: 'leaving', unit: 'panshi-audit-bureau', role: 'integrator' }));
    const open = await stream('leaving');
    await until('it has begun', () => open.came.length > 3);
    const { cursor } = await read('leaving');
    const waiting = as('leaving').read(after(cursor, '&wait=30'));
    await accounts(data, ['close', 'leaving']);
    await until('it is ended', open.isOver);
    expect(open.came.at(-1)).toEqual({ id: '', event: 'stream-ended', data: '{"code":"token-revoked"}' });
    await refer('justice', 'panshi-audit-bureau', '停用之后');
    expect((await waiting).status).toBe(401);
  });

  it('to the message that ends the subscription; with a new one it goes on', async () => {
    const { cursor } = await read('justice-system');
    const open = await stream('justice-system', `${FEED}/stream?after=${encodeURIComponent(cursor)}`);
    await act('office', '/v1/units/panshi-justice-bureau/unsubscribe', basis);
    await until('the stream has ended', open.isOver);
    expect(open.came.map(({ event }) => event)).toEqual(['cn.fuyuan.subscription.ended.v1', 'stream-ended']);
    const last = open.came[0]?.id ?? '';
    const rest = await as('justice-system').read(after(last));
    expect([messagesIn(rest), rest.headers.get('feed-state')]).toEqual([[], 'ended']);
    expect((await as('justice-system').read(`${FEED}/stream`, { 'last-event-id': last })).status).toBe(204);

    await subscribe('panshi-justice-bureau');
    let anew: Answer = rest;
    await until('the new one has begun', async () => {
      anew = await as('justice-system').read(after(last, '&limit=1000&wait=5'));
      return messagesIn(anew).some(({ type }) => type === 'cn.fuyuan.subscription.started.v1');
    });
    expect(messagesIn(anew).filter(({ type }) => type === 'cn.fuyuan.unit.registered.v1')).toHaveLength(4);
  });

  it('and its operator sees how far every feed is, and nothing of what is in it', async () => {
    const { body } = await as('office').read('/government/v1/feeds');
    expect(body).toMatchObject({
      isCaughtUp: true,
      items: [
        { feed: 'unit.panshi-audit-bureau.v1', state: 'open', unreadable: 0 },
        { feed: 'unit.panshi-justice-bureau.v1', state: 'ended' },
        { feed: 'unit.panshi-justice-bureau.v2', state: 'open', subscription: 2 },
      ],
    });
    const [first] = body['items'] as { messages: number }[];
    expect(first?.messages).toBe((await read('audit-system')).messages.length);
    expect((await as('audit-system').read('/government/v1/feeds')).status).toBe(403);
    const figures = String((await ask(`${place.url}/metrics`)).body['text']);
    expect(figures).toContain('feeds{side="government"} 3');
    expect(figures).toContain('feeds{side="court"} 0');
  });

  it('and is let go in good order when the process stops; what it read is there after a restart', async () => {
    const { messages, cursor } = await read('audit-system');
    const open = await stream('audit-system', `${FEED}/stream?after=${encodeURIComponent(cursor)}`);
    const waiting = as('audit-system').read(after(cursor, '&wait=30'));
    await until('the stream is open', () => open.status === 200);
    const began = performance.now();
    expect(await place.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(8_000);
    expect(open.came).toEqual([{ id: '', event: 'stream-ended', data: '{"code":"stopping"}' }]);
    expect((await waiting).status).toBe(200);

    place = await startStandalone({ data, args: ['--office-unit', 'panshi-justice-bureau'] });
    const again = await ask(`${place.url}${after(cursor)}`, {
      headers: { authorization: `Bearer ${as('audit-system').token}` },
    });
    expect([again.status, messagesIn(again)]).toEqual([200, []]);
    expect(messages.length).toBeGreaterThan(10);
  });
});
