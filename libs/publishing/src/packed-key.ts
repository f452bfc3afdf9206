/** Kinds of records whose ids are UUIDs as a rule, each by a character that begins no name of a stream. */
const KINDS = ['lawNotice-', 'referral-'] as const;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const BYTES = 16;

/** Asked for twice for each act, and acts of one record often follow one another. */
let last = { stream: '', key: '' };

/** The name of a stream in a third of its room where it is that of a UUID; otherwise as it is. */
export function packedKey(stream: string): string {
  if (stream !== last.stream) last = { stream, key: packed(stream) };
  return last.key;
}

function packed(stream: string): string {
  const kind = KINDS.findIndex((prefix) => stream.startsWith(prefix));
  const id = kind < 0 ? '' : stream.slice((KINDS[kind] as string).length);
  if (!UUID.test(id)) return stream;
  return String.fromCharCode(kind) + Buffer.from(id.replaceAll('-', ''), 'hex').toString('latin1');
}

export function unpackedKey(key: string): string {
  const kind = KINDS[key.charCodeAt(0)];
  if (kind === undefined || key.length !== BYTES + 1) return key;
  const hex = Buffer.from(key.slice(1), 'latin1').toString('hex');
  return `${kind}${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
