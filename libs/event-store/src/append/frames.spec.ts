import fc from 'fast-check';
import { FrameReader } from './frames';

const framed = (message: Uint8Array): Buffer => {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.length, 1);
  return Buffer.concat([head, message]);
};

describe('what comes on a gRPC stream', () => {
  it('is taken apart into the same messages, however it was cut', () => {
    const sent = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1 });
    fc.assert(
      fc.property(sent, fc.array(fc.nat(12), { minLength: 1 }), (messages, cuts) => {
        const whole = Buffer.concat(messages.map(framed));
        const reader = new FrameReader(40);
        const taken: Buffer[] = [];
        for (let [at, turn] = [0, 0]; at < whole.length; turn += 1) {
          const next = at + 1 + (cuts[turn % cuts.length] ?? 0);
          taken.push(...reader.take(whole.subarray(at, next)));
          at = next;
        }
        expect(taken).toEqual(messages.map((message) => Buffer.from(message)));
      }),
    );
  });

  it('is not read when it is compressed, or longer than was agreed', () => {
    const compressed = framed(Buffer.from('x'));
    compressed[0] = 1;
    expect(() => new FrameReader(40).take(compressed)).toThrow('compressed');
    expect(() => new FrameReader(40).take(framed(Buffer.alloc(41)))).toThrow('41 bytes');
  });
});
