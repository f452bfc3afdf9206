import type { ProblemKind } from '@fuyuan/platform';

export const relayProblems = {
  'operator-only': {
    status: 401,
    title: { zh: '仅限运维人员', en: 'For the operator only' },
    detail: {
      zh: '请以 Authorization: Bearer 给出 RELAY_TOKEN；未设置该变量时，任何人不得操作。',
      en: 'Give RELAY_TOKEN as Authorization: Bearer; where the variable is not set, nobody may.',
    },
  },
} as const satisfies Record<string, ProblemKind>;
