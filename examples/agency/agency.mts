/**
 * The own small system of a bureau: one inbox of what it must sign for, read and answer, in its own SQLite database, kept
 * from its feed over HTTP. What it makes of the messages and the cursor are written in one transaction: killed at any
 * moment it goes on where it was, and nothing is there twice.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { readMessage, type FuyuanEvent } from '@fuyuan/contracts';

const {
  FUYUAN_URL = 'http://127.0.0.1:3000',
  SIDE = 'government',
  DATABASE = 'inbox.sqlite',
  PAGE = '200',
} = process.env;
const { FUYUAN_ACCOUNT = '', FUYUAN_PASSWORD_FILE = '', UNIT = '' } = process.env;
const FEED = `${FUYUAN_URL}/${SIDE}/v1/feed`;

const db = new Database(DATABASE);
db.pragma('journal_mode = WAL');
db.exec(`create table if not exists seen (id text primary key) without rowid;
  create table if not exists place (only integer primary key check (only = 1), cursor text not null);
  create table if not exists inbox (record text primary key, what text not null, title text not null, todo text)`);
const seen = db.prepare('insert or ignore into seen values (?)');
const keep = db.prepare('insert into place values (1, ?) on conflict do update set cursor = excluded.cursor');
const add = db.prepare('insert into inbox values (?, ?, ?, ?) on conflict do nothing');
const todo = db.prepare('update inbox set todo = ? where record = ?');
const drop = db.prepare('delete from inbox where record = ?');
const cursor = (): string | undefined => (db.prepare('select cursor from place').get() as { cursor: string })?.cursor;

/** What one message means for the inbox. Types that are not named here change nothing of it. */
function file(event: FuyuanEvent): void {
  const record = event.subject;
  const isOurs = event.actorunit === UNIT;
  switch (event.type) {
    case 'cn.fuyuan.law-notice.published.v1':
      return void add.run(record, '法规通报', event.data.norm.title, isOurs ? null : '签收');
    case 'cn.fuyuan.referral.sent.v1':
      return void add.run(record, '移送', event.data.subject, event.data.receiverId === UNIT ? '签收' : null);
    case 'cn.fuyuan.law-notice.signed-for.v1':
      return void (isOurs && todo.run('签阅', record));
    case 'cn.fuyuan.referral.signed-for.v1':
      return void (isOurs && todo.run('受理', record));
    case 'cn.fuyuan.referral.accepted.v1':
      return void (isOurs && todo.run('办理并回复', record));
    case 'cn.fuyuan.referral.forwarded.v1':
      return void todo.run(event.data.receiverId === UNIT ? '签收' : null, record);
    case 'cn.fuyuan.law-notice.read.v1':
      return void (isOurs && todo.run('评估影响', record));
    case 'cn.fuyuan.law-notice.assessed.v1':
    case 'cn.fuyuan.referral.concluded.v1':
    case 'cn.fuyuan.referral.returned.v1':
      return void (isOurs && todo.run(null, record));
    case 'cn.fuyuan.referral.recalled.v1':
    case 'cn.fuyuan.law-notice.withdrawn.v1':
      return void todo.run(null, record);
    case 'cn.fuyuan.referral.sight-ended.v1':
      return void drop.run(record);
  }
}

/** A page and the place after it, in one transaction: this is all that exactly once takes. */
const take = db.transaction((events: readonly object[], next: string) => {
  for (const text of events.map((event) => JSON.stringify(event))) {
    const event = readMessage(text);
    if (event && seen.run(event.id).changes === 1) file(event);
  }
  keep.run(next);
});

async function signIn(): Promise<string> {
  const body = JSON.stringify({ account: FUYUAN_ACCOUNT, password: readFileSync(FUYUAN_PASSWORD_FILE, 'utf8').trim() });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${FUYUAN_URL}/v1/sign-in`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`The sign-in was refused: ${await answer.text()}`);
  return ((await answer.json()) as { accessToken: string }).accessToken;
}

let token = '';
for (;;) {
  const place = cursor();
  const query = new URLSearchParams({ limit: PAGE, wait: '20', ...(place ? { after: place } : {}) });
  try {
    const answer = await fetch(`${FEED}?${query}`, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status === 401) token = await signIn();
    else if (answer.status === 410)
      db.exec('delete from place'); // Made anew: from the beginning; what was seen is skipped.
    else if (!answer.ok) throw new Error(await answer.text());
    else take((await answer.json()) as object[], answer.headers.get('next-cursor') ?? '');
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    await sleep(1_000);
  }
}
