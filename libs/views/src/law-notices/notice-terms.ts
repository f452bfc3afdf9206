import type { HandlingState } from '@fuyuan/projections';

/** The words of the field beside the codes: in documents and in what is handed out. */
export const NORM_LEVELS = {
  law: '法律',
  'administrative-regulation': '行政法规',
  'judicial-interpretation': '司法解释',
  'departmental-rule': '部门规章',
  'local-regulation': '地方性法规',
  'local-government-rule': '地方政府规章',
  'normative-document': '规范性文件',
} as const;

export const NORM_CHANGES = { promulgated: '公布', revised: '修订', amended: '修正', repealed: '废止' } as const;

export const STATUSES = { published: '已发布', withdrawn: '已撤回' } as const;

export const HANDLING = {
  'to-sign-for': '待签收',
  'to-read': '待签阅',
  'to-assess': '待评估',
  done: '已办理',
  withdrawn: '已撤回，不再办理',
} as const satisfies Record<HandlingState, string>;

export const IMPACTS = { none: '不涉及', partial: '部分涉及', major: '重大影响' } as const;

export const BOXES = { received: '本单位收到的', published: '本单位发布的', all: '可见的全部' } as const;
