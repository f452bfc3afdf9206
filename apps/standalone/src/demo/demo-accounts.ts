import type { DemoAccount } from '@fuyuan/identity';

/** Known to everybody: only ever in a directory of its own. */
export const DEMO_PASSWORD = 'fuyuan-demo-2026';

/** Marks an account as one for demonstration, to whoever reads the name. */
export const DEMO_MARK = '（演示）';

const account = (name: string, person: string, unit: string, role: DemoAccount['roles'][number]): DemoAccount => ({
  name,
  person: `${person}${DEMO_MARK}`,
  unit,
  roles: [role],
  password: DEMO_PASSWORD,
});

/** Those who would work with it in Panshi: the office is hosted by the justice bureau. */
export const demoAccounts: readonly DemoAccount[] = [
  account('office', '联席会议办公室', 'panshi-justice-bureau', 'office'),
  account('justice', '司法局联络员', 'panshi-justice-bureau', 'officer'),
  account('court', '法院联络员', 'panshi-court', 'officer'),
  account('procuratorate', '检察院联络员', 'panshi-procuratorate', 'officer'),
  account('market', '市场监督管理局联络员', 'panshi-market-bureau', 'officer'),
  account('auditor', '审计局', 'panshi-audit-bureau', 'auditor'),
];
