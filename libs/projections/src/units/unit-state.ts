import type { FuyuanEvent, MessageData } from '@fuyuan/contracts';
import { unitMessage, verbOf, type UnitMessage } from './unit-acts';

type Registered = MessageData<'cn.fuyuan.unit.registered.v1'>;

/** What held from a day on (Asia/Shanghai), the latest last. */
type Since<Value> = Readonly<{ from: string; value: Value }>;

/** An act as the history shows it. `data` is what the message says of it, without what stands beside it. */
export type UnitAct = Readonly<{
  revision: number;
  verb: string;
  occurredAt: string;
  recordedAt: string;
  legalBasis: readonly Readonly<{ norm: string; article: string | null }>[];
  data: Readonly<Record<string, unknown>>;
}>;

export type UnitEnding = Readonly<{
  how: 'retired' | 'merged' | 'split';
  on: string;
  reason: string;
  heirId: string | null;
  successorIds: readonly string[];
}>;

/** A unit with everything that was ever said of it. */
export type UnitState = Readonly<{
  registered: Pick<Registered, 'kind' | 'system' | 'level' | 'regionCode' | 'effectiveOn'>;
  names: readonly Since<string>[];
  parents: readonly Since<string | null>[];
  /** From which day on a liaison officer came, or came for another: accounts are not published. */
  officers: readonly Since<'designated' | 'replaced'>[];
  /** Whose heir it was named, and from when. */
  inheritsFrom: readonly Since<string>[];
  ending: UnitEnding | null;
  acts: readonly UnitAct[];
}>;

/** Errors: Error for an act on a unit that was not registered, or a message of another record. */
export function foldUnit(state: UnitState | null, event: FuyuanEvent): UnitState {
  const message = unitMessage(event);
  const known = message.type === 'cn.fuyuan.unit.registered.v1' ? registered(message.data) : state;
  if (!known) throw new Error('The unit was not registered before.');
  return { ...changed(known, message), acts: [...known.acts, actOf(message)] };
}

function registered({ name, parentId, effectiveOn, kind, system, level, regionCode }: Registered): UnitState {
  return {
    registered: { kind, system, level, regionCode, effectiveOn },
    names: [{ from: effectiveOn, value: name }],
    parents: [{ from: effectiveOn, value: parentId }],
    ...{ officers: [], inheritsFrom: [], ending: null, acts: [] },
  };
}

function changed(state: UnitState, { type, data }: UnitMessage): UnitState {
  const from = data.effectiveOn;
  switch (type) {
    case 'cn.fuyuan.unit.registered.v1':
      return state;
    case 'cn.fuyuan.unit.renamed.v1':
      return { ...state, names: [...state.names, { from, value: data.name }] };
    case 'cn.fuyuan.unit.moved.v1':
      return { ...state, parents: [...state.parents, { from, value: data.parentId }] };
    case 'cn.fuyuan.unit.named-heir.v1':
      return { ...state, inheritsFrom: [...state.inheritsFrom, { from, value: data.predecessorId }] };
    case 'cn.fuyuan.unit.liaison-officer-designated.v1':
      return { ...state, officers: [...state.officers, { from, value: 'designated' }] };
    case 'cn.fuyuan.unit.liaison-officer-replaced.v1':
      return { ...state, officers: [...state.officers, { from, value: 'replaced' }] };
    case 'cn.fuyuan.unit.retired.v1':
    case 'cn.fuyuan.unit.merged.v1':
    case 'cn.fuyuan.unit.split.v1':
      return { ...state, ending: endingOf({ type, data } as Ending) };
  }
}

type Ending = Extract<
  UnitMessage,
  { type: 'cn.fuyuan.unit.retired.v1' | 'cn.fuyuan.unit.merged.v1' | 'cn.fuyuan.unit.split.v1' }
>;

function endingOf({ type, data }: Ending): UnitEnding {
  const { effectiveOn: on, reason } = data;
  switch (type) {
    case 'cn.fuyuan.unit.retired.v1':
      return { how: 'retired', on, reason, heirId: null, successorIds: [] };
    case 'cn.fuyuan.unit.merged.v1':
      return { how: 'merged', on, reason, heirId: data.heirId, successorIds: [] };
    case 'cn.fuyuan.unit.split.v1':
      return { how: 'split', on, reason, heirId: data.heirId, successorIds: data.successorIds };
  }
}

function actOf({ type, streamrevision: revision, recordedat: recordedAt, data }: UnitMessage): UnitAct {
  const { unitId: _, legalBasis, occurredAt, ...said } = data;
  return { revision, verb: verbOf(type), occurredAt, recordedAt, legalBasis, data: said };
}
