import { receiptOf, type Act, type Entry } from './act-book';
import type { Chance } from './chance';
import { COURSES, send, type Turn } from './referral-acts';

/** So many referrals are on their way at once, so that each of them gets somewhere. */
const UNDER_WAY = 8;
const KINDS = ['other', 'case-clue', 'bankruptcy-matter'] as const;

type Course = { id: string | undefined; readonly turns: Turn[]; last: readonly Entry[] };

/** What the callers are given to do next on one referral; they say which entries it became. */
export type Next = Readonly<{ acts: readonly Act[]; became: (entries: readonly Entry[]) => void }>;

/** Referrals on their courses. Each turn waits until the one before it is settled, also over a kill. */
export class ReferralCourses {
  private courses: Course[] = [];
  private begun = 0;
  /** Pairs of acts that were sent at once, of which not both can be. */
  readonly contests: (readonly Entry[])[] = [];

  constructor(private readonly chance: Chance) {}

  /** Nothing when each referral waits for an answer. */
  next(): Next | undefined {
    this.courses = this.courses.filter(goesOn);
    const [first, ...others] = this.courses.filter(isSettled);
    if (!first || (this.courses.length < UNDER_WAY && this.chance.between(1, 4) === 1)) return this.begin();
    return this.goOn(this.chance.oneOf([first, ...others]));
  }

  private begin(): Next | undefined {
    if (this.courses.length >= UNDER_WAY) return undefined;
    const turns = COURSES[this.begun % COURSES.length] ?? COURSES[0];
    const course: Course = { id: undefined, turns: [...turns], last: [] };
    this.courses.push(course);
    const act = send(this.chance.oneOf(KINDS), `第${++this.begun}件移送`);
    return { acts: [act], became: (entries) => (course.last = entries) };
  }

  private goOn(course: Course): Next {
    const [sent] = course.last;
    course.id ??= sent && receiptOf(sent).record.id;
    const turn = course.turns.shift() ?? [];
    const became = (entries: readonly Entry[]) => {
      course.last = entries;
      if (entries.length > 1) this.contests.push(entries);
    };
    return { acts: turn.map((actOn) => actOn(course.id ?? '')), became };
  }
}

const isSettled = ({ last }: Course): boolean =>
  last.length > 0 && last.every(({ outcome }) => outcome !== 'unsettled');

/** A course ends with its last turn, and where an act was not recorded that the others rest on. */
const goesOn = (course: Course): boolean =>
  !isSettled(course) || (course.turns.length > 0 && course.last.every(({ outcome }) => outcome === 'recorded'));

/** Names each contest that both won. */
export const doublyWon = (contests: readonly (readonly Entry[])[]): string[] =>
  contests
    .filter((entries) => entries.filter(({ outcome }) => outcome === 'recorded').length > 1)
    .map((entries) => `both were recorded: ${entries.map(({ act }) => act.path).join(' and ')}`);
