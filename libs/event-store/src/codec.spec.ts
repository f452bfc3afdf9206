import type { Fact } from '@fuyuan/domain';
import { codec } from './codec';
import { UnreadableEvent } from './unreadable-event';

type Sealed = Fact<'DocumentSealed', { documentId: string; seal: string; pages: number }>;
type Opened = Fact<'DocumentOpened', { documentId: string }>;

type SealedV1 = { id: string };
type SealedV2 = { documentId: string; seal: string };

const documents = codec<Sealed | Opened>({
  DocumentSealed: {
    upcasts: [
      ({ id }: SealedV1): SealedV2 => ({ documentId: id, seal: 'unrecorded' }),
      (v2: SealedV2) => ({ ...v2, pages: 0 }),
    ],
  },
  DocumentOpened: { upcasts: [] },
});

const at = { streamId: 'document-7', revision: 3n };

describe('writing', () => {
  it('puts the newest version into the stored type', () => {
    expect(documents.storedType('DocumentSealed')).toBe('DocumentSealed.v3');
    expect(documents.storedType('DocumentOpened')).toBe('DocumentOpened.v1');
  });
});

it('names every version that was ever written', () => {
  expect(documents.storedTypes).toEqual([
    'DocumentSealed.v1',
    'DocumentSealed.v2',
    'DocumentSealed.v3',
    'DocumentOpened.v1',
  ]);
});

describe('reading', () => {
  it('gives the newest shape as it is, without a copy', () => {
    const data = { documentId: '7', seal: 'red', pages: 2 };
    const event = documents.decode({ ...at, type: 'DocumentSealed.v3', data });

    expect(event).toEqual({ type: 'DocumentSealed', data });
    expect(event.data).toBe(data);
  });

  it.each([
    ['DocumentSealed.v1', { id: '7' }, { documentId: '7', seal: 'unrecorded', pages: 0 }],
    ['DocumentSealed.v2', { documentId: '7', seal: 'red' }, { documentId: '7', seal: 'red', pages: 0 }],
  ])('lifts old JSON of %s through every version after it', (type, data, lifted) => {
    expect(documents.decode({ ...at, type, data })).toEqual({ type: 'DocumentSealed', data: lifted });
  });

  it.each(['DocumentBurnt.v1', 'DocumentOpened', 'DocumentOpened.v0', 'DocumentOpened.v01', 'toString.v1', ''])(
    "stops at the unknown stored type '%s', naming it and its place",
    (type) => {
      expect(() => documents.decode({ ...at, type, data: {} })).toThrow(UnreadableEvent);
      expect(() => documents.decode({ ...at, type, data: {} })).toThrow(`'${type}' at document-7@3`);
    },
  );

  it('stops at a version newer than it knows', () => {
    const newer = { ...at, type: 'DocumentOpened.v2', data: {} };
    expect(() => documents.decode(newer)).toThrow("'DocumentOpened.v2' at document-7@3");
    expect(() => documents.decode(newer)).toThrow(/version 1 is the newest/);
  });

  it.each([
    ['text', '{"documentId":'],
    ['null', null],
    ['bytes', new Uint8Array([1])],
    ['a number', 7],
  ])('E10: stops at data that is %s, in the newest and in an old version', (_, data) => {
    expect(() => documents.decode({ ...at, type: 'DocumentOpened.v1', data })).toThrow(/document-7@3/);
    expect(() => documents.decode({ ...at, type: 'DocumentSealed.v1', data })).toThrow(/document-7@3/);
  });
});
