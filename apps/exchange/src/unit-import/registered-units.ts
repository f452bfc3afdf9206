import { Units } from '@fuyuan/domain';
import type { ExchangeClient } from '../import/exchange-client';

const AT_A_TIME = 16;

/** The units of these ids as the exchange knows them; one that is not registered is unknown. */
export async function registeredUnits(
  ids: readonly string[],
  client: Pick<ExchangeClient, 'read'>,
): Promise<ReadonlyMap<string, Units.Unit>> {
  const units = new Map<string, Units.Unit>();
  for (let from = 0; from < ids.length; from += AT_A_TIME) {
    const asked = ids.slice(from, from + AT_A_TIME).map(async (id) => {
      units.set(id, unitOf(await client.read(`v1/units/${id}`)));
    });
    await Promise.all(asked);
  }
  return units;
}

/** Of what is shown of a unit (UnitView), what a registration under it asks of it. */
function unitOf(view: Readonly<Record<string, unknown>> | null): Units.Unit {
  if (view === null) return Units.initial;

  const act = { unitId: String(view['unitId']), legalBasis: [], occurredAt: '' };
  const { name, kind, system, level, regionCode, parentId, effectiveOn, retiredOn } = view as Units.UnitProfile & {
    retiredOn: string | null;
  };
  const profile = { name, kind, system, level, regionCode, parentId, effectiveOn };
  const registered = Units.evolve(Units.initial, { type: 'UnitRegistered', data: { ...act, ...profile } });
  return retiredOn === null
    ? registered
    : Units.evolve(registered, { type: 'UnitRetired', data: { ...act, effectiveOn: retiredOn, reason: '' } });
}
