import { ActBook, type Entry } from './act-book';
import { chanceOf } from './chance';
import { doublyWon, ReferralCourses, type Next } from './referral-courses';

const receipt = JSON.stringify({ record: { id: 'r-1', href: '/v1/referrals/r-1' } });
const told = (status: number) => ({ status, text: status === 201 ? receipt : '{}', headers: {} });

/** Callers who get the same answer to everything they send. */
function playing(status: number, rounds: number) {
  const book = new ActBook();
  const courses = new ReferralCourses(chanceOf(7));
  const turns: Entry[][] = [];
  for (let round = 0; round < rounds; round++) {
    const { acts, became } = courses.next() as Next;
    const entries = acts.map((act) => book.sent(act));
    became(entries);
    entries.forEach((entry) => book.answered(entry, told(status)));
    turns.push(entries);
  }
  return { courses, turns, paths: turns.flat().map(({ act }) => act.path) };
}

describe('referrals on their courses', () => {
  it('go from being sent to the end of each course', () => {
    const { paths, courses } = playing(201, 400);
    expect(paths).toEqual(expect.arrayContaining(['/v1/referrals', '/v1/referrals/r-1/reopen']));
    expect(paths).toEqual(expect.arrayContaining(['/v1/referrals/r-1/recall', '/v1/referrals/r-1/send-back']));
    expect(courses.contests.length).toBeGreaterThan(5);
  });

  it('do not go on where the sending was refused', () =>
    expect(new Set(playing(409, 50).paths)).toEqual(new Set(['/v1/referrals'])));

  it('wait for what is not settled', () => {
    const courses = new ReferralCourses(chanceOf(7));
    const book = new ActBook();
    let sent = 0;
    for (let next = courses.next(); next; next = courses.next(), sent++)
      next.became(next.acts.map((a) => book.sent(a)));
    expect(sent).toBe(8);
  });

  it('names a contest that both won, and none that one won', () => {
    const { courses } = playing(201, 400);
    expect(doublyWon(courses.contests)).toHaveLength(courses.contests.length);
    courses.contests.forEach(([loser]) => loser && (loser.outcome = 'refused'));
    expect(doublyWon(courses.contests)).toEqual([]);
  });
});
