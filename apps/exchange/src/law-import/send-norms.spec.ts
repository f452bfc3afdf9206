import { sendRows } from '../import/send-rows';
import { checkNorms, soundNorms, type SoundNorm } from './check-norms';
import { normColumnsOf } from './norm-columns';
import { normRow } from './norm-row';

const HEADER = ['title', 'level', 'region', 'promulgatedOn', 'effectiveOn', 'history'];
const circular = { addressees: ['panshi-court'], legalBasis: [{ norm: '规则', article: null }] };
const columns = normColumnsOf({ line: 1, cells: HEADER });

/** A file of rows by their titles; `!` makes one wrong. */
async function* rowsOf(...titles: string[]) {
  for (const [at, title] of titles.entries()) {
    yield normRow({ line: at + 2, cells: [title, title === '!' ? '诏令' : '法律', '', '2020-01-01', '', ''] }, columns);
  }
}

describe('the first reading of a file', () => {
  it('counts what is sound, wrong and repeated', async () => {
    expect(await checkNorms(rowsOf('甲', '乙', '!', '甲', '!', '甲'), circular)).toMatchObject({
      rows: 6,
      sound: 2,
      repeated: 2,
      wrong: 2,
      faults: [
        { line: 4, column: 'level' },
        { line: 6, column: 'level' },
      ],
    });
  });
});

describe('the second reading', () => {
  const sentTo = (answer: (title: string) => Promise<'recorded' | 'already'>) => {
    const asked: string[] = [];
    const send = ({ publication: { body } }: SoundNorm) => {
      const { title } = (JSON.parse(body) as { norm: { title: string } }).norm;
      asked.push(title);
      return answer(title);
    };
    return { asked, send };
  };
  const running = { concurrency: 2, stop: new AbortController().signal, onSent: () => undefined };

  it('sends each sound norm once, and says which were there', async () => {
    const { asked, send } = sentTo(async (title) => (title === '乙' ? 'already' : 'recorded'));
    const sent = await sendRows(soundNorms(rowsOf('甲', '乙', '!', '甲', '丙'), circular), { ...running, send });
    expect(asked).toEqual(['甲', '乙', '丙']);
    expect(sent).toEqual({ recorded: 2, already: 1, refused: 0 });
  });

  it('has no more requests under way than it may', async () => {
    let underWay = 0;
    let most = 0;
    const { send } = sentTo(async () => {
      most = Math.max(most, ++underWay);
      await new Promise(setImmediate);
      underWay -= 1;
      return 'recorded';
    });
    const titles = Array.from({ length: 20 }, (_, at) => `条例${at}`);
    await sendRows(soundNorms(rowsOf(...titles), circular), { ...running, concurrency: 3, send });
    expect(most).toBe(3);
  });

  it('stops at a refusal, names its row, and counts what was recorded meanwhile', async () => {
    let latest = {};
    const refusal = new Error('no');
    const { asked, send } = sentTo(async (title) => {
      if (title === '乙') throw refusal;
      return 'recorded';
    });
    const onSent = (sent: object) => (latest = { ...sent });
    const ended = sendRows(soundNorms(rowsOf('甲', '乙', '丙', '丁', '戊', '己'), circular), {
      ...running,
      send,
      onSent,
    });
    await expect(ended).rejects.toMatchObject({ at: { line: 3, title: '乙' }, cause: refusal });
    expect(asked).not.toContain('己');
    expect(latest).toEqual({ recorded: asked.length - 1, already: 0, refused: 0 });
  });

  it('begins no further row once it is told to stop, and ends what is under way', async () => {
    const stop = new AbortController();
    const { asked, send } = sentTo(async (title) => {
      if (title === '甲') stop.abort();
      return 'recorded';
    });
    const norms = soundNorms(rowsOf('甲', '乙', '丙', '丁'), circular);
    expect(await sendRows(norms, { ...running, send, stop: stop.signal })).toEqual({
      recorded: asked.length,
      already: 0,
      refused: 0,
    });
    expect(asked.length).toBeLessThan(4);
  });

  it('says when the file cannot be read to its end', async () => {
    async function* broken(): AsyncGenerator<SoundNorm> {
      yield* soundNorms(rowsOf('甲'), circular);
      throw new Error('EIO');
    }
    const { send } = sentTo(async () => 'recorded');
    await expect(sendRows(broken(), { ...running, send })).rejects.toThrow('EIO');
  });
});
