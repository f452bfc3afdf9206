import { actsOf, type ApiDocument } from './api-document';
import { hrefOf, type Person } from './person';

/** Who does which act, by its address in the document: `/v1/referrals/{referralId}/accept`; with the example named, or each in turn. */
export type Step = readonly [who: Person, path: string, example?: string];

/** Steps of one person on one sort of record. */
export const steps = (who: Person, record: string, ...acts: readonly string[]): Step[] =>
  acts.map((act) => [who, `${record}/${act}`]);

type Shown = Readonly<{ example: string; body: object }>;

/** The whole bodies that are shown for an act. */
function shownFor({ paths }: ApiDocument, path: string): Shown[] {
  const { examples = {} } = paths[path]?.post?.requestBody?.content['application/json'] ?? {};
  return Object.entries(examples).map(([name, { value }]) => ({ example: `${path} ${name}`, body: value }));
}

/** Every body that the document shows, by the act and its own short name; an act that shows none stands there too. */
export function everyExample(document: ApiDocument): string[] {
  return actsOf(document).flatMap((path) => {
    const shown = shownFor(document, path);
    return shown.length > 0 ? shown.map(({ example }) => example) : [`${path} shows no example`];
  });
}

/** One who does what the document shows, just as it is shown. */
export function readerOf(document: ApiDocument) {
  const sent = new Set<string>();

  /** One record's life; its id is the given one, or that of the record which the first step made. */
  async function live(life: readonly Step[], round: number, given: string | undefined): Promise<void> {
    let id = given;
    for (const [who, path, wanted] of life) {
      const shown = shownFor(document, path).filter((one) => !wanted || one.example === `${path} ${wanted}`);
      const { example, body } = shown[round % shown.length] ?? { example: `${path} shows no example`, body: {} };
      if (path.includes('{') && id === undefined) throw new Error(`${example} needs another record to be sent to.`);
      const answer = await who.act(path.replace(/\{\w+\}/, id ?? ''), body);
      expect({ example, answer: answer.body }).toMatchObject({ example, answer: { recorded: true } });
      expect({ example, status: answer.status }).toEqual({ example, status: 201 });
      sent.add(example);
      id ??= hrefOf(answer).split('/').at(-1);
    }
  }

  return {
    /** The examples that were sent and accepted. */
    sent,
    /** As many lives, each of another record, as it takes to send every body that is shown for these acts. */
    async lives(life: readonly Step[], ids: readonly string[] = []): Promise<void> {
      const rounds = Math.max(...life.map(([, path, wanted]) => (wanted ? 1 : shownFor(document, path).length)));
      for (let round = 0; round < rounds; round++) await live(life, round, ids[round]);
    },
  };
}

/** Lives of a law notice and of referrals in which every act on them has its turn. */
type Three = Readonly<{ court: Person; bureau: Person; procuratorate: Person }>;

export function livesOfRecords({ court, bureau, procuratorate }: Three): Step[][] {
  const notice = '/v1/law-notices/{noticeId}';
  const referral = '/v1/referrals/{referralId}';
  const sent: Step = [court, '/v1/referrals'];
  const theCourt = (...acts: string[]) => steps(court, referral, ...acts);
  const theBureau = (...acts: string[]) => steps(bureau, referral, ...acts);
  const accepted = [sent, ...theBureau('sign-for', 'accept')];

  return [
    [
      [bureau, '/v1/law-notices'],
      ...steps(bureau, notice, 'correct'),
      ...steps(court, notice, 'sign-for', 'read', 'assess'),
      ...steps(bureau, notice, 'withdraw'),
    ],
    [[court, '/v1/referrals', 'supervised'], ...steps(procuratorate, referral, 'supervise')],
    [sent, ...theCourt('recall')],
    [sent, ...theCourt('deliver', 'correct')],
    [sent, ...theBureau('sign-for', 'return')],
    [sent, ...theBureau('sign-for', 'forward')],
    [...accepted, ...theBureau('request-extension'), ...theCourt('refuse-extension')],
    [...accepted, ...theBureau('request-extension'), ...theCourt('grant-extension')],
    [...accepted, ...theBureau('report-progress', 'suspend', 'resume'), ...theCourt('urge')],
    [
      ...accepted,
      ...theBureau('conclude'),
      ...theCourt('send-back'),
      ...theBureau('conclude'),
      ...theCourt('confirm', 'close', 'reopen'),
    ],
  ];
}
