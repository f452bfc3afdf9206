import { ExchangeAway, Refused } from '../import/refused';
import { nothingSent } from '../import/send-rows';
import type { SoundMember } from './judge-members';
import { reportText, RowResults } from './report';
import { sendMembers } from './send-members';
import { template } from './template';

const member = (line: number, unitId: string, title: string): SoundMember => ({
  line,
  unitId,
  title,
  parent: null,
  parentId: null,
  isOutside: false,
  heading: (column) => column,
  registration: { name: title } as SoundMember['registration'],
});
const waves = [[member(3, 'court', '法院')], [member(2, 'gov', '=政府,1'), member(4, 'bank', '银行')]];
const fault = { line: 5, column: '层级', rule: 'one-of', zh: '须为以下之一。', en: 'Must be one of.' };
const judged = { rows: 4, sound: 3, wrong: 1, waves, faults: [fault, { ...fault, column: '类别' }] };
const sending = { concurrency: 2, stop: new AbortController().signal, onSent: () => undefined };

describe('sending a member list', () => {
  it('goes on after a row that is refused, and tells every row in the order of the file', async () => {
    const results = new RowResults(judged, 'zh');
    const act = ({ path }: { path: string }) =>
      path.includes('gov')
        ? Promise.reject(new Refused(409, 'unit.already-registered', '已登记"其他"内容。'))
        : Promise.resolve(path.includes('bank') ? ('already' as const) : ('recorded' as const));
    const told = results.tell.bind(results);
    expect(await sendMembers(waves, { ...sending, client: { act }, told })).toEqual({
      recorded: 1,
      already: 1,
      refused: 1,
    });
    expect(reportText(results.inOrder, 'zh').split('\r\n')).toEqual([
      '\uFEFF行,单位编号,单位名称,结果,规则,说明',
      `2,gov,"'=政府,1",被拒绝,unit.already-registered,"已登记""其他""内容。"`,
      '3,court,法院,新登记,,',
      '4,bank,银行,此前已登记,,',
      '5,,,有误,one-of; one-of,层级: 须为以下之一。; 类别: 须为以下之一。',
      '',
    ]);
  });

  it.each([new ExchangeAway('ECONNREFUSED'), new Refused(403, 'not-permitted', '无权。')])(
    'ends where it cannot go on: %s',
    async (error) => {
      const results = new RowResults(judged, 'en');
      const client = { act: () => Promise.reject(error) };
      const sent = sendMembers(waves, { ...sending, client, told: results.tell.bind(results) });
      await expect(sent).rejects.toMatchObject({ at: { line: 3 }, cause: error });
      expect(results.inOrder.map(({ result }) => result)).toEqual(['not-sent', 'not-sent', 'not-sent', 'wrong']);
    },
  );

  it('begins nothing once it is told to stop', async () => {
    const stop = AbortSignal.abort();
    const client = { act: () => Promise.reject(new Error('asked')) };
    expect(await sendMembers(waves, { ...sending, stop, client, told: () => undefined })).toEqual(nothingSent());
  });
});

it('the template names every column and shows how it is filled in', () => {
  const [header, ...rows] = template().trim().split('\r\n');
  expect(header?.split(',')).toHaveLength(10);
  expect(rows.map((row) => row.split(',').length)).toEqual([10, 10, 10]);
});
