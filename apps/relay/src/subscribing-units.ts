import { isAfter, type RecordedLog } from '@fuyuan/event-store';

const CATEGORY = 'subscription-';

/** The units whose own systems subscribe or did, in the order in which they began; up to the end of the log now. */
export async function subscribingUnits(log: RecordedLog): Promise<string[]> {
  const end = (await log.last())?.position;
  if (end === undefined) return [];
  const units = new Set<string>();
  let done: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (done = resolve));
  const upTo = (position: string) => {
    if (!isAfter(end, position)) done();
  };
  const following = log.follow({
    handle: ({ stream, position }) => {
      if (stream.startsWith(CATEGORY)) units.add(stream.slice(CATEGORY.length));
      upTo(position);
    },
    passed: upTo,
  });
  try {
    await Promise.race([reached, following.run()]);
  } finally {
    await following.stop();
  }
  return [...units];
}
