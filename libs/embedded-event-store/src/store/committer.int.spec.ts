import { setImmediate as turn } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { Committer } from './committer';

let database: Database.Database;
let commits: number;
let committer: Committer;

beforeEach(() => {
  database = new Database(':memory:');
  commits = 0;
  const outcome = { committed: () => ((commits += 1), () => undefined), rolledBack: () => undefined };
  committer = new Committer(database, ':memory:', outcome);
});
afterEach(() => void database.close());

const jobs = (amount: number) => Array.from({ length: amount }, (_, index) => committer.run(() => index));

describe('the committer', () => {
  it('writes in one transaction what one turn brings', async () => {
    expect(await Promise.all(jobs(10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(commits).toBe(1);
  });

  it('after a group in company waits for more, over many turns', async () => {
    await Promise.all(jobs(4));
    const first = committer.run(() => 'first');
    await turn();
    await turn();
    const second = committer.run(() => 'second');
    expect(commits).toBe(1);

    expect(await Promise.all([first, second])).toEqual(['first', 'second']);
    expect(commits).toBe(2);
  });

  it('waits no longer when enough are there', async () => {
    await Promise.all(jobs(4));
    const begun = jobs(30);
    await turn();
    await turn();
    expect(commits).toBe(2);
    await Promise.all(begun);
  });

  it('waits no longer when as many are there as came together lately', async () => {
    await Promise.all(jobs(5));
    const four = jobs(4);
    await turn();
    await turn();
    expect(commits).toBe(1);
    four.push(...jobs(1));
    await turn();
    await turn();
    expect(commits).toBe(2);
    await Promise.all(four);
  });

  it('lets no one wait who comes alone', async () => {
    await committer.run(() => 'one');
    const other = committer.run(() => 'other');
    await turn();
    await turn();
    expect(commits).toBe(2);
    await other;
  });

  it('writes what still waits before it is closed', async () => {
    await Promise.all(jobs(4));
    const late = committer.run(() => 'late');
    await committer.close();
    expect(commits).toBe(2);
    expect(await late).toBe('late');
    await expect(committer.run(() => 'too late')).rejects.toThrow();
  });
});
