import { code, day, list, nullable, object, text, unitId } from '../schema';
import { act, region, SYSTEMS, UNIT_KINDS } from './terms';

const ofUnit = { unitId: unitId('单位 · The unit'), ...act };
const effectiveOn = day('自该日起（北京时间） · From this day on (Asia/Shanghai)');
const reason = text('原因 · Why');
const heirId = unitId('承继其未办结事项的单位 · The unit that goes on with its open matters');
const parentId = nullable(unitId('上级单位，没有为 null · The unit above; null: none'));

/** Units: who there is. Everyone who reads at all reads them; the accounts of persons are left out. */
export const unitMessages = {
  'cn.fuyuan.unit.registered.v1': {
    summary: '单位已登记 · A unit was registered',
    data: object({
      ...ofUnit,
      name: text('名称 · Name'),
      kind: code(UNIT_KINDS, '单位类别 · Kind of unit'),
      system: code(SYSTEMS, '所属系统 · To which of the three powers it belongs'),
      level: code(['province', 'city', 'county', 'town'], '层级 · Level'),
      regionCode: region('所在地区 · Where it lies'),
      parentId,
      effectiveOn,
    }),
  },
  'cn.fuyuan.unit.retired.v1': {
    summary: '单位已停用 · A unit was retired',
    data: object({ ...ofUnit, effectiveOn, reason }),
  },
  'cn.fuyuan.unit.renamed.v1': {
    summary: '单位已更名 · A unit was renamed',
    data: object({ ...ofUnit, name: text('新名称 · New name'), effectiveOn }),
  },
  'cn.fuyuan.unit.moved.v1': {
    summary: '单位已改变隶属 · A unit was moved under another parent',
    data: object({ ...ofUnit, parentId, effectiveOn }),
  },
  'cn.fuyuan.unit.merged.v1': {
    summary: '单位已并入另一单位 · A unit was merged into another',
    data: object({ ...ofUnit, heirId, effectiveOn, reason }),
  },
  'cn.fuyuan.unit.split.v1': {
    summary: '单位已分设 · A unit was split',
    data: object({
      ...ofUnit,
      successorIds: list(unitId('单位 · A unit'), '分设后的单位 · The units that come instead'),
      heirId,
      effectiveOn,
      reason,
    }),
  },
  'cn.fuyuan.unit.named-heir.v1': {
    summary: '单位已被指定为承继单位 · A unit was named heir of another',
    data: object({ ...ofUnit, predecessorId: unitId('被承继的单位 · Whose heir it is'), effectiveOn }),
  },
  'cn.fuyuan.unit.liaison-officer-designated.v1': {
    summary: '已指定联络员（不含账号） · A liaison officer was designated (the account is not told)',
    data: object({ ...ofUnit, effectiveOn }),
  },
  'cn.fuyuan.unit.liaison-officer-replaced.v1': {
    summary: '已更换联络员（不含账号） · A liaison officer was replaced (the accounts are not told)',
    data: object({ ...ofUnit, effectiveOn }),
  },
} as const;
