import { AllStreamPosition, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import { BatchAppendResp } from '@eventstore/db-client/generated/streams_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { appendAnswer, refusalIn } from './append-answer';

const UPPER = String(2 ** 47 + 5);
const answer = (lower: string) =>
  new BatchAppendResp()
    .setCorrelationId(
      new UUID().setStructured(new UUID.Structured().setMostSignificantBits(UPPER).setLeastSignificantBits(lower)),
    )
    .setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from('unit-磐石')));
const at = (commit: string, prepare: string) =>
  new AllStreamPosition().setCommitPosition(commit).setPreparePosition(prepare);

describe('the answer to an append', () => {
  it.each([
    ['0', 0],
    ['300', 300],
    [String(2 ** 53 - 1), 2 ** 53 - 1],
  ])('says where the append lies: revision %s', (text, revision) => {
    const success = new BatchAppendResp.Success().setCurrentRevision(text).setPosition(at('4096', '4000'));
    expect(appendAnswer(Buffer.from(answer('7').setSuccess(success).serializeBinary()))).toEqual({
      number: 7,
      appended: { revision, position: { commit: 4096n, prepare: 4000n } },
    });
  });

  it('says it without a position where the server tells none', () => {
    const success = new BatchAppendResp.Success().setCurrentRevision('3').setNoPosition(new Empty());
    const { appended } = appendAnswer(Buffer.from(answer('1').setSuccess(success).serializeBinary()));
    expect(appended).toEqual({ revision: 3, position: undefined });
  });

  it('belongs to no append when its id is not of the form that was sent', () => {
    const stranger = new BatchAppendResp().setCorrelationId(new UUID().setString('x'));
    expect(appendAnswer(Buffer.from(stranger.serializeBinary()))).toEqual({ number: -1, appended: undefined });
  });

  it('is not read when it is cut off or nothing of the sort', () => {
    const success = new BatchAppendResp.Success().setCurrentRevision('300');
    const whole = Buffer.from(answer('7').setSuccess(success).serializeBinary());
    expect(() => appendAnswer(whole.subarray(0, whole.length - 2))).toThrow('cut off');
    expect(() => appendAnswer(Buffer.from([0x15, 1, 2, 3, 4]))).toThrow('wire type 5');
  });

  it('that says nothing is an error, not a success', () => {
    expect(refusalIn(answer('7').serializeBinary()).message).toContain('neither appended nor refused');
  });
});
