import { LIST_REFUSALS, type QuestionDocs } from '../reading/docs';
import { UnitsPageView, SeenUnitView, type UnitLineView } from './unit.view';

const COURT: UnitLineView = {
  unitId: 'panshi-court',
  name: '磐石市人民法院',
  system: 'court',
  kind: 'court',
  level: 'county',
  regionCode: '220284',
  parentId: 'jilin-city-court',
  parentName: '吉林市中级人民法院',
  standing: 'active',
  effectiveOn: '1995-07-01',
  retiredOn: null,
  heirId: null,
  liaisonOfficerSince: '2026-01-15',
};

export const listDocs: QuestionDocs<UnitsPageView> = {
  summary: '单位名册 · The units',
  description:
    '凡本系统登录者均可查看。按地区、编号排列；`officer=none` 找出没有联络员的单位。· Whoever is signed in at this side sees every unit; by region, then by id. `officer=none` finds those without a liaison officer.',
  view: UnitsPageView,
  example: { on: '2026-03-02', items: [COURT], next: null },
  refusals: LIST_REFUSALS,
};

export const showDocs: QuestionDocs<SeenUnitView> = {
  summary: '单位详情 · A unit',
  description:
    '当日的名称、隶属、下级单位，历次名称、隶属、联络员（不含账号）和全部行为。· As it stood on a day: the units below it, its names, the units above it and its liaison officers through time (no accounts), and every act.',
  view: SeenUnitView,
  example: {
    ...COURT,
    on: '2026-03-02',
    members: [],
    names: [{ name: '磐石市人民法院', from: null, until: null }],
    parents: [{ parentId: 'jilin-city-court', from: null, until: null }],
    liaisonOfficers: [{ on: '2026-01-15', how: 'designated' }],
    predecessors: [],
    ending: null,
    history: [
      {
        revision: 0,
        act: 'registered',
        occurredAt: '2026-01-15T01:00:00.000Z',
        recordedAt: '2026-01-15T01:00:00.120Z',
        legalBasis: [{ norm: '磐石市府院联动联席会议工作规则', article: '第四条' }],
        data: { name: '磐石市人民法院', effectiveOn: '1995-07-01' },
      },
    ],
  },
  refusals: ['not-in-sight'],
};
