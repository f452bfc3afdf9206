import { projection, table, type RowsOf } from '@fuyuan/read-model';
import { foldUnit, type UnitState } from './unit-state';

/** From when something holds that always did: before every day. */
export const EVER = '0000-00-00';
/** Until when something holds that has no end: after every day. */
export const NEVER = '9999-99-99';

const TABLES = {
  /** One row a unit. What changes from day to day is in the other tables; `name` is the last that was told. */
  units: table({
    columns: {
      ...{ unit_id: 'text', name: 'text', kind: 'text', system: 'text', level: 'text', region_code: 'text' },
      parent_id: 'text?',
      /** `registered`, or how it ended: `retired`, `merged`, `split`; from `retired_on` on. */
      status: 'text',
      effective_on: 'text',
      retired_on: 'text?',
      reason: 'text?',
      heir_id: 'text?',
      heir_from: 'text?',
      /** JSON: ids. */
      successor_ids: 'text',
      /** The day from which there is a liaison officer. */
      officer_since: 'text?',
      recorded_at: 'text',
      /** How many acts there are: whatever changes the unit, or what it was called when, counts it up. */
      acts: 'integer',
    },
    key: [],
    indexes: [['region_code'], ['system', 'kind']],
  }),
  names: table({
    columns: { from_on: 'text', until_on: 'text', name: 'text' },
    key: ['from_on'],
    indexes: [['name']],
  }),
  parents: table({
    columns: { from_on: 'text', until_on: 'text', parent_id: 'text?' },
    key: ['from_on'],
    indexes: [['parent_id', 'from_on']],
  }),
  officers: table({ columns: { nth: 'integer', from_on: 'text', how: 'text' }, key: ['nth'] }),
  predecessors: table({ columns: { unit_id: 'text', from_on: 'text' }, key: ['unit_id'] }),
  unit_acts: table({
    columns: {
      ...{ revision: 'integer', verb: 'text', occurred_at: 'text', recorded_at: 'text' },
      /** JSON. */
      legal_basis: 'text',
      /** JSON. */
      data: 'text',
    },
    key: ['revision'],
  }),
} as const;

/** Who there is, who stands over whom, and what each was called on what day. */
export const unitsProjection = projection({
  name: 'units',
  version: 1,
  families: ['units'],
  tables: TABLES,
  fold: foldUnit,
  rows: (unitId: string, state: UnitState): RowsOf<typeof TABLES> => ({
    units: [unitRow(unitId, state)],
    names: spans(state.names).map(({ value: name, ...span }) => ({ ...span, name })),
    parents: spans(state.parents).map(({ value: parent_id, ...span }) => ({ ...span, parent_id })),
    officers: state.officers.map(({ from, value }, nth) => ({ nth, from_on: from, how: value })),
    predecessors: [...new Map(state.inheritsFrom.map((one) => [one.value, one])).values()].map(({ from, value }) => ({
      unit_id: value,
      from_on: from,
    })),
    unit_acts: state.acts.map(({ revision, verb, occurredAt, recordedAt, legalBasis, data }) => ({
      ...{ revision, verb, occurred_at: occurredAt, recorded_at: recordedAt },
      ...{ legal_basis: JSON.stringify(legalBasis), data: JSON.stringify(data) },
    })),
  }),
});

function unitRow(unitId: string, { registered, ending, names, parents, officers, acts }: UnitState) {
  const { kind, system, level, regionCode, effectiveOn } = registered;
  const designated = officers.filter(({ value }) => value === 'designated').map(({ from }) => from);
  return {
    ...{ unit_id: unitId, name: names.at(-1)?.value ?? unitId, kind, system, level, region_code: regionCode },
    parent_id: parents.at(-1)?.value ?? null,
    effective_on: effectiveOn,
    ...endColumns(ending),
    officer_since: designated.sort()[0] ?? null,
    recorded_at: acts.at(-1)?.recordedAt ?? '',
    acts: acts.length,
  };
}

function endColumns(ending: UnitState['ending']) {
  if (!ending) {
    return {
      status: 'registered',
      retired_on: null,
      reason: null,
      heir_id: null,
      heir_from: null,
      successor_ids: '[]',
    };
  }
  const { how: status, on: retired_on, reason, heirId: heir_id, successorIds } = ending;
  const heir_from = heir_id === null ? null : retired_on;
  return { status, retired_on, reason, heir_id, heir_from, successor_ids: JSON.stringify(successorIds) };
}

type Span<Value> = Readonly<{ from_on: string; until_on: string; value: Value }>;

/** Each until before the next; the first was so as long as the unit was spoken of at all. */
const spans = <Value>(changes: readonly Readonly<{ from: string; value: Value }>[]): Span<Value>[] =>
  changes
    .map(({ from, value }, at) => ({
      from_on: at === 0 ? EVER : from,
      until_on: changes[at + 1]?.from ?? NEVER,
      value,
    }))
    // A change on the day of the one before it takes its place.
    .filter(({ from_on, until_on }) => from_on < until_on);
