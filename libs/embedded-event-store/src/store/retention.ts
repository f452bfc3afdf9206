/** The number a soft-deleted stream is truncated before: no event reaches it. On the wire it is 2^63-1. */
export const DELETED_BEFORE = Number.MAX_SAFE_INTEGER;

/** Which events of a stream a reader still sees. From the newest `$metadata` event of `$$<stream>`. */
export interface Retention {
  readonly maxCount?: number;
  /** Seconds. */
  readonly maxAge?: number;
  readonly truncateBefore?: number;
}

/** The metadata of every metadata stream: only the newest counts. */
export const METASTREAM: Retention = { maxCount: 1 };

export const isMetastream = (stream: string): boolean => stream.startsWith('$$');
export const metastreamOf = (stream: string): string => `$$${stream}`;
export const originalOf = (metastream: string): string => metastream.slice(2);

export const isSoftDeleted = ({ truncateBefore = 0 }: Retention): boolean => truncateBefore >= DELETED_BEFORE;

const count = (value: unknown, least: number): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= least ? Math.min(value, DELETED_BEFORE) : undefined;

/** Reads the system properties of stream metadata; what is not a whole number of the right size counts as absent. */
export function retentionOf(metadata: unknown): Retention {
  if (typeof metadata !== 'object' || metadata === null) return {};
  const properties = metadata as Readonly<Record<string, unknown>>;
  const maxCount = count(properties['$maxCount'], 1);
  const maxAge = count(properties['$maxAge'], 1);
  const truncateBefore = count(properties['$tb'], 0);
  return {
    ...(maxCount === undefined ? {} : { maxCount }),
    ...(maxAge === undefined ? {} : { maxAge }),
    ...(truncateBefore === undefined ? {} : { truncateBefore }),
  };
}

/** The first revision that may be read, whatever its age. */
export const firstRevision = ({ maxCount, truncateBefore = 0 }: Retention, last: number): number =>
  Math.max(truncateBefore, maxCount === undefined ? 0 : last - maxCount + 1);

/** The oldest creation time (milliseconds since 1970) that may be read. */
export const oldestCreated = ({ maxAge }: Retention, now: number): number =>
  maxAge === undefined ? Number.NEGATIVE_INFINITY : now - maxAge * 1000;
