import type { ActDocs } from '../docs/act';
import type { ReadingDocs } from '../docs/reading';
import { HistoryView } from '../history/history.view';
import { registerExamples, retireExamples } from './unit.examples';
import { RegisterUnitRequest, RetireUnitRequest } from './unit.requests';
import { UnitView } from './unit.view';

export const registerDocs: ActDocs = {
  summary: '登记单位 · Register a unit',
  description:
    '由联席会议办公室登记法院、检察院、政府部门、乡镇、调解组织、银行等成员单位；编号自定，登记后不变。· The office registers a member unit under an id of its choice, which never changes.' +
    '可同时指定联络员，二者一并记录。· Its liaison officers may be named with it; both are recorded, or neither.',
  body: RegisterUnitRequest,
  examples: registerExamples,
  makes: true,
  rules: [
    'unit.already-registered',
    'unit.kind-of-another-system',
    'unit.region-of-another-level',
    'unit.own-parent',
    'unit.parent-unknown',
    'unit.parent-retired',
    'unit.parent-of-lower-level',
    // Where the unit is registered so already, and the officers are not.
    'unit.already-retired',
    'unit.liaison-officer-already',
    'unit.change-out-of-order',
  ],
};

export const retireDocs: ActDocs = {
  summary: '停用单位 · Retire a unit',
  description:
    '自停用日期起，该单位不再办理，也不再接收；以往所办仍归该单位。承继其他单位的，须并入或分设，不能停用。· From that day on the unit neither acts nor receives; what it did stays its own. Who is the heir of another is merged or split instead.',
  body: RetireUnitRequest,
  examples: retireExamples,
  rules: [
    'unit.unknown',
    'unit.already-retired',
    'unit.retired-before-effective',
    'unit.change-out-of-order',
    'unit.heir-needs-heir',
  ],
};

export const showDocs: ReadingDocs = {
  summary: '查看单位 · Show a unit',
  description: '凡登录者均可查看。· Whoever is signed in may see every unit.',
  view: UnitView,
};

export const historyDocs: ReadingDocs = {
  summary: '单位沿革 · History of a unit',
  description:
    '依次列出每一行为：何人、何时发生、何时记录、何种依据。· Every act in order: who, when it happened, when it was recorded, on what basis.',
  view: HistoryView,
};
