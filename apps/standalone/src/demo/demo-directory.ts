import { Accounts, hasAccounts } from '@fuyuan/identity';
import { DEMO_MARK } from './demo-accounts';

/** The directory holds real accounts: nothing for demonstration is put among them. */
export class NotForDemo extends Error {
  override readonly name = 'NotForDemo';

  constructor(dataDir: string) {
    super(
      `数据目录 ${dataDir} 已有真实账号，不能用于演示，请用 --data 另选目录。It has real accounts; choose another directory for --demo with --data.`,
    );
  }
}

/** Errors: NotForDemo, AccountsFileDamaged. */
export async function requireDemoDirectory(dataDir: string): Promise<void> {
  if (!(await hasAccounts(dataDir))) return;
  if (!hasDemoAccounts(await Accounts.open(dataDir))) throw new NotForDemo(dataDir);
}

/** Whether accounts whose passwords everybody knows are among them, and not shut out. */
export const hasDemoAccounts = (accounts: Accounts): boolean =>
  accounts.all().some(({ person, disabled }) => person.endsWith(DEMO_MARK) && !disabled);
