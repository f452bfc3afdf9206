import { BatchAppendReq } from '@eventstore/db-client/generated/streams_pb';
import { sendBytesAsBytes } from './bytes-as-bytes';

const CONTENTS = ['', '{}', '{"title":"优化营商环境条例"}', '汉', '汉字', '𠮷野家', '\u0000\u007f', 'x'.repeat(70_000)];

/** An append as the client makes it: its contents are base64 text. */
function sent(content: string): Uint8Array {
  const message = new BatchAppendReq.ProposedMessage();
  const text = Buffer.from(content, 'utf8').toString('base64');
  message.setData(text);
  message.setCustomMetadata(text);
  return message.serializeBinary();
}

describe('what is sent as bytes', () => {
  const asTheClientSends = CONTENTS.map(sent);
  const own = Object.getOwnPropertyDescriptors(BatchAppendReq.ProposedMessage.prototype);
  afterAll(() => void Object.defineProperties(BatchAppendReq.ProposedMessage.prototype, own));

  it('is to the byte what the client would send', () => {
    sendBytesAsBytes();
    expect(CONTENTS.map(sent)).toEqual(asTheClientSends);
  });

  it('leaves bytes alone, and is done once however often it is asked for', () => {
    const { setData } = BatchAppendReq.ProposedMessage.prototype;
    sendBytesAsBytes();
    expect(BatchAppendReq.ProposedMessage.prototype.setData).toBe(setData);

    const bytes = new Uint8Array([0, 255, 7]);
    const message = new BatchAppendReq.ProposedMessage();
    message.setData(bytes);
    expect(message.getData()).toBe(bytes);
  });

  it('no longer reaches the protocol as text', () => {
    const message = new BatchAppendReq.ProposedMessage();
    message.setData('e30=');
    expect(message.getData()).toEqual(new Uint8Array([0x7b, 0x7d]));
  });
});
