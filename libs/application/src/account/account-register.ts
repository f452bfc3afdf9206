import type { AccountEvent, Accounts } from '@fuyuan/domain';
import { Register } from '../register';

/** Port: what is on record of accounts; the accounts themselves are kept elsewhere. Streams `account-<name>`. */
export abstract class AccountRegister extends Register<Accounts.Account, AccountEvent> {}
