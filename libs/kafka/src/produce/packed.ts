import { sizeOfVarint, writeVarint } from './varint';

export type Content = Readonly<{ key: string; value: string; headers?: Readonly<Record<string, string>> }>;

/**
 * Key, value and headers as they stand in a record of Kafka (`Record` of message format 2, after its offset): the same
 * bytes in every topic and at every place, so that what goes to several is packed once.
 */
export function packed({ key, value, headers = {} }: Content): Buffer {
  const texts = [key, value];
  const names = Object.keys(headers);
  for (const name of names) texts.push(name, headers[name] ?? '');
  const lengths = texts.map((text) => Buffer.byteLength(text));
  let size = sizeOfVarint(names.length);
  for (const length of lengths) size += sizeOfVarint(length) + length;

  const bytes = Buffer.allocUnsafe(size);
  let at = 0;
  texts.forEach((text, nth) => {
    if (nth === 2) at = writeVarint(bytes, at, names.length);
    const length = lengths[nth] as number;
    at = writeVarint(bytes, at, length);
    at += bytes.write(text, at, length, 'utf8');
  });
  if (names.length === 0) writeVarint(bytes, at, 0);
  return bytes;
}
