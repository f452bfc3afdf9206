import { breaksOf } from './compatibility';
import { code, day, list, nullable, object, text, whole } from './schema';

const released = object({
  name: text('名称 · Name'),
  on: day('日 · Day'),
  outcome: code(['settled', 'other'], '结果 · Outcome'),
  reason: nullable(text('原因 · Why')),
  papers: list(object({ pages: whole('页数 · Pages') }), '文书 · Papers'),
});
const { properties = {}, required = [] } = released;
const with_ = (changed: object) => ({ ...released, properties: { ...properties, ...changed } });
const { name: _, ...withoutName } = properties;

describe('a schema that was released', () => {
  it('is compatible with itself', () => expect(breaksOf(released, structuredClone(released))).toEqual([]));

  it('may be given a property that need not be there', () =>
    expect(breaksOf(released, with_({ remark: text('备注 · Remark') }))).toEqual([]));

  it.each([
    ['a property that is gone', { ...released, properties: withoutName, required: required.slice(1) }, 'data.name'],
    ['a property newly required', { ...with_({ remark: text('') }), required: [...required, 'remark'] }, 'data.remark'],
    ['a property no longer always there', { ...released, required: required.slice(1) }, 'data.name'],
    ['another type', with_({ name: whole('名称 · Name') }), 'data.name'],
    ['another format', with_({ on: { ...day('日 · Day'), format: 'date-time' } }), 'data.on'],
    ['a narrowed text', with_({ name: { ...text('名称 · Name'), pattern: '^x' } }), 'data.name'],
    ['another meaning', with_({ on: day('受理日 · Day of acceptance') }), 'data.on'],
    ['a code less', with_({ outcome: code(['settled'], '结果 · Outcome') }), 'data.outcome'],
    ['a code more', with_({ outcome: code(['settled', 'other', 'new'], '结果 · Outcome') }), 'data.outcome'],
    ['null where none was', with_({ name: nullable(text('名称 · Name')) }), 'data.name'],
    ['no null where one was', with_({ reason: text('原因 · Why') }), 'data.reason'],
    ['a narrowed item', with_({ papers: list(object({ pages: text('') }), '文书 · Papers') }), 'data.papers[].pages'],
  ])('is not given %s', (_what, newer, at) => expect(breaksOf(released, newer).map((one) => one.at)).toContain(at));
});
