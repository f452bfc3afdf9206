import type { ActDocs } from '../docs/act';
import { PANSHI_RULES } from './unit.examples';
import {
  DesignateLiaisonOfficerRequest,
  MergeUnitRequest,
  MoveUnitRequest,
  RenameUnitRequest,
  ReplaceLiaisonOfficerRequest,
  SplitUnitRequest,
} from './unit-change.requests';

const CHANGING = ['unit.unknown', 'unit.already-retired', 'unit.change-out-of-order'];

export const renameDocs: ActDocs = {
  summary: '更名 · Rename a unit',
  description: '以往的名称在以往仍然有效。· What it was called then stays true then.',
  body: RenameUnitRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: { name: '磐石市卫生健康局', effectiveOn: '2026-07-01', legalBasis: PANSHI_RULES },
    },
  },
  rules: [...CHANGING, 'unit.named-so-already'],
};

export const moveDocs: ActDocs = {
  summary: '改变隶属 · Move under another parent',
  description: '不得形成循环隶属。· No unit comes to stand above itself.',
  body: MoveUnitRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: { parentId: 'panshi-government', effectiveOn: '2026-07-01', legalBasis: PANSHI_RULES },
    },
  },
  rules: [
    ...CHANGING,
    'unit.under-that-parent-already',
    'unit.own-parent',
    'unit.own-ancestor',
    'unit.parent-unknown',
    'unit.parent-retired',
    'unit.parent-of-lower-level',
  ],
};

export const mergeDocs: ActDocs = {
  summary: '并入另一单位 · Merge into another unit',
  description: '未办结事项由承继单位继续办理。· The heir goes on with its open matters.',
  body: MergeUnitRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: {
        heirId: 'panshi-justice-bureau',
        reason: '机构改革',
        effectiveOn: '2026-07-01',
        legalBasis: PANSHI_RULES,
      },
    },
  },
  rules: [
    ...CHANGING,
    'unit.own-heir',
    'unit.heir-unknown',
    'unit.heir-retired',
    'unit.heir-not-yet-effective',
    'unit.heir-of-its-heir',
  ],
};

export const splitDocs: ActDocs = {
  summary: '分设 · Split a unit',
  description: '未办结事项由其中一个承继。· One of the successors goes on with its open matters.',
  body: SplitUnitRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: {
        successorIds: ['panshi-health', 'panshi-drugs'],
        heirId: 'panshi-health',
        reason: '机构改革',
        effectiveOn: '2026-07-01',
        legalBasis: PANSHI_RULES,
      },
    },
  },
  rules: [
    ...CHANGING,
    'unit.split-into-too-few',
    'unit.heir-not-successor',
    'unit.heir-of-its-heir',
    'unit.own-heir',
    'unit.heir-unknown',
    'unit.heir-retired',
    'unit.heir-not-yet-effective',
  ],
};

export const designateOfficerDocs: ActDocs = {
  summary: '指定联络员 · Designate a liaison officer',
  description: '一个单位可有多名。· A unit may have several.',
  body: DesignateLiaisonOfficerRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: { account: 'li-court', effectiveOn: '2026-07-01', legalBasis: PANSHI_RULES },
    },
  },
  rules: [...CHANGING, 'unit.liaison-officer-already'],
};

export const replaceOfficerDocs: ActDocs = {
  summary: '更换联络员 · Replace a liaison officer',
  description: '被更换者自该日起不再办理。· Who was replaced acts no more from then on.',
  body: ReplaceLiaisonOfficerRequest,
  examples: {
    usual: {
      summary: '常见 · As usual',
      value: { account: 'li-court', successor: 'wang-court', effectiveOn: '2026-10-01', legalBasis: PANSHI_RULES },
    },
  },
  rules: [...CHANGING, 'unit.not-liaison-officer', 'unit.liaison-officer-already'],
};
