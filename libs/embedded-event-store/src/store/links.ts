import type { StoredEvent } from './events';

export const LINK = '$>';

/** A link's data is `<revision>@<stream>`. Undefined for an event that is no link, or a broken one. */
export function linkTarget({ type, data }: StoredEvent): { stream: string; revision: number } | undefined {
  if (type !== LINK) return undefined;
  const [, revision, stream] = /^(\d+)@(.+)$/s.exec(data.toString('utf8')) ?? [];
  return revision && stream ? { stream, revision: Number(revision) } : undefined;
}
