import { AUDIENCES, type Audience } from '@fuyuan/contracts';
import { isAfter, type RecordedFact, type RecordedLog } from '@fuyuan/event-store';

const CATEGORY = 'subscription-';

/** A unit whose own system subscribes or did; `system` is that of its registration, whose read side hands out its feed. */
export type SubscribingUnit = Readonly<{ unitId: string; system: Audience | undefined }>;

/** In the order in which they began; up to the end of the log now. */
export async function subscribingUnits(log: RecordedLog): Promise<SubscribingUnit[]> {
  const end = (await log.last())?.position;
  if (end === undefined) return [];
  const units = new Set<string>();
  const systems = new Map<string, Audience>();
  let done: () => void = () => undefined;
  const reached = new Promise<void>((resolve) => (done = resolve));
  const upTo = (position: string) => {
    if (!isAfter(end, position)) done();
  };
  const following = log.follow({
    handle: (fact) => {
      if (fact.stream.startsWith(CATEGORY)) units.add(fact.stream.slice(CATEGORY.length));
      const system = systemIn(fact);
      if (system) systems.set(fact.stream.slice('unit-'.length), system);
      upTo(fact.position);
    },
    passed: upTo,
  });
  try {
    await Promise.race([reached, following.run()]);
  } finally {
    await following.stop();
  }
  return [...units].map((unitId) => ({ unitId, system: systems.get(unitId) }));
}

function systemIn({ type, data }: RecordedFact): Audience | undefined {
  if (type !== 'UnitRegistered') return undefined;
  return AUDIENCES.find((audience) => audience === (data as Readonly<{ system?: unknown }>).system);
}
