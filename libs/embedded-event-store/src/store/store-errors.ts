/** The file is not a store, is damaged, or is of a newer product. It is left exactly as it was found. */
export class DamagedStore extends Error {
  override readonly name = 'DamagedStore';

  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`The event store file ${file} cannot be used: ${reason}. It was left as it is; restore it from a backup.`);
  }
}

/** Another process (or another node of this one) has the directory. */
export class StoreLocked extends Error {
  override readonly name = 'StoreLocked';

  constructor(
    readonly directory: string,
    readonly owner: string,
  ) {
    super(`The event store directory ${directory} is in use by ${owner}. One process owns it at a time.`);
  }
}

/** The storage took nothing: a full disk, a quota or a failing device. Nothing of the request was stored. */
export class StorageRefused extends Error {
  override readonly name = 'StorageRefused';

  constructor(
    readonly code: string,
    reason: string,
  ) {
    super(`The event store could not write (${code}: ${reason}). Nothing was stored; it goes on when there is room.`);
  }
}

/** The node is stopping; what it had accepted is answered, nothing more is taken. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';

  constructor() {
    super('The event store is stopping.');
  }
}

/** The code of SQLite's or the system's error, '' for any other. Errors of the driver may be of another realm. */
export const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

const reasonOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error);

const FULL = /^(SQLITE_FULL|SQLITE_IOERR|SQLITE_CANTOPEN|SQLITE_READONLY|ENOSPC|EDQUOT|EIO)/;
const DAMAGED = /^(SQLITE_CORRUPT|SQLITE_NOTADB)/;

/** Gives what SQLite raised the name under which this store's users know it. */
export function storageFault(error: unknown, file: string): Error {
  const code = codeOf(error);
  const reason = reasonOf(error);
  if (FULL.test(code)) return new StorageRefused(code, reason);
  if (DAMAGED.test(code)) return new DamagedStore(file, `${code}, ${reason}`);
  return error instanceof Error ? error : new Error(reason);
}
