import { foldRecord, NOTHING_KEPT, type Kept } from './fold-record';
import { projection } from './projection';
import { received, type Received } from './received';
import { table } from './table';

const RECORD = '8c1f2d7e-6f0a-5b1c-9a3d-2f4e6a8b0c1d';

/** What was done to a referral, in a word each. */
const words = projection({
  name: 'words',
  version: 1,
  families: ['referrals'],
  tables: { said: table({ columns: { words: 'text' }, key: [] }) },
  fold(state: string[] | null, { type }) {
    if (type === 'cn.fuyuan.referral.urged.v1') throw new Error(`Nobody urges ${RECORD}.`);
    return [...(state ?? []), type.split('.')[3] ?? ''];
  },
  rows: (_, state) => ({ said: [{ words: state.join() }] }),
});

const act = (verb: string, streamrevision: number, id = `${verb}-${streamrevision}`): Received =>
  received(RECORD, JSON.stringify({ specversion: '1.0', id, type: `cn.fuyuan.referral.${verb}.v1`, streamrevision }));

const LIFE = [act('sent', 0), act('delivered', 1), act('signed-for', 2), act('accepted', 3), act('concluded', 4)];

const fold = (messages: readonly Received[], before: Kept = NOTHING_KEPT) => foldRecord(words, before, messages);

describe('the messages of one record', () => {
  const whole = fold(LIFE).kept;

  it('are folded in order', () => {
    expect(whole).toMatchObject({ revision: 4, count: 5, lastEvent: 'concluded-4' });
    expect(whole.state).toEqual(['sent', 'delivered', 'signed-for', 'accepted', 'concluded']);
  });

  it('come to the same in any split, and when each part is told twice', () => {
    for (let cut = 0; cut <= LIFE.length; cut++) {
      const first = fold(LIFE.slice(0, cut)).kept;
      const again = fold(LIFE.slice(0, cut), first);
      expect(again).toEqual({ kept: first });
      expect(fold(LIFE.slice(Math.max(0, cut - 2)), again.kept)).toEqual({ kept: whole });
    }
  });

  it('stop at a gap, and keep what came before', () => {
    const { kept, stuck } = fold([act('sent', 0), act('signed-for', 2), act('accepted', 3)]);
    expect(kept.revision).toBe(0);
    expect(stuck?.fault.message).toBe('Error: Revision 1 was to come, 2 came: something is missing.');
    expect(stuck?.messages).toHaveLength(2);
  });

  it('stop at a fault, which has one fingerprint whatever the record and the revision', () => {
    const one = fold([act('sent', 0), act('urged', 1), act('accepted', 2)]);
    const other = fold([act('sent', 0), act('delivered', 1), act('urged', 2)]);
    expect(one.stuck?.messages.map(({ event }) => event?.streamrevision)).toEqual([1, 2]);
    expect(one.stuck?.fault.fingerprint).toBe(other.stuck?.fault.fingerprint);
  });

  it('stop at a type that this version does not know, and at what is no message', () => {
    expect(fold([act('sung', 0)]).stuck?.fault.message).toContain('cn.fuyuan.referral.sung.v1 is not known here');
    expect(fold([received(RECORD, '{"no":')]).stuck?.fault.message).toContain('no CloudEvent');
  });

  it('take the end of a sight beside the acts, once', () => {
    const ended = act('sight-ended', 1, 'end');
    const before = fold([act('sent', 0), act('delivered', 1), ended, ended]).kept;
    expect(before).toMatchObject({ revision: 1, count: 3, lastEvent: 'end' });
    expect(fold([ended, act('signed-for', 2), ended], before).kept).toMatchObject({ revision: 2, count: 4 });
  });

  it('have a chain that tells another history of the same length', () => {
    expect(fold([act('sent', 0, 'another')]).kept.chain).not.toBe(fold([act('sent', 0)]).kept.chain);
  });
});
