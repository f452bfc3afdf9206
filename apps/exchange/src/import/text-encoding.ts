import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import iconv from 'iconv-lite';

export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/**
 * How the file is written. A mark of UTF-16 (Excel's "Unicode text") is believed; what is UTF-8 to its last byte is
 * UTF-8; anything else is taken for GB18030, in which every GBK and GB 2312 file is valid as well.
 */
export async function encodingOf(path: string): Promise<TextEncoding> {
  const [first = 0, second = 0] = await firstBytes(path);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';

  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of createReadStream(path)) decoder.decode(bytes as Buffer, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return 'gb18030';
    throw error;
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/**
 * The file's text in pieces, with every line end (CRLF, CR) as LF and without a byte-order mark, so that lines are
 * counted as an editor counts them. What cannot be decoded becomes U+FFFD.
 */
export async function* textOf(path: string, encoding: TextEncoding): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  let heldBack = '';

  for await (const bytes of createReadStream(path)) {
    const text = heldBack + decoder.write(bytes as Buffer);
    // The LF of this CR may begin the next piece.
    heldBack = text.endsWith('\r') ? '\r' : '';
    yield withLineFeeds(heldBack === '' ? text : text.slice(0, -1));
  }
  yield withLineFeeds(heldBack + (decoder.end() ?? ''));
}

const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);
