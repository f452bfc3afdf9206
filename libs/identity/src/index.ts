export { Open } from '@fuyuan/platform';
export { CurrentActor, Permitted, SignedIn } from './access/permitted';
export { type Permission, POLICY, roleFor, rolesFor } from './access/policy';
export type { Account } from './accounts/account';
export { accountsCommand } from './accounts/accounts-command';
export type { AccountsIo } from './accounts/ask-password';
export type { AccountChange, AccountStanding } from './accounts/account-change';
export { standingOf } from './accounts/account-change';
export { AccountRefused } from './accounts/account-refused';
export { Accounts } from './accounts/accounts';
export type { NewAccount } from './accounts/administer-accounts';
export { AccountsFileDamaged } from './accounts/accounts-file';
export {
  type DemoAccount,
  ensureFirstAccount,
  type FirstAccountOptions,
  type FirstAccounts,
  hasAccounts,
} from './accounts/first-account';
export { randomPassword } from './accounts/password';
export { type Actor, isRole, type Role, ROLES } from './actor';
export { Identity, type IdentityOptions, openIdentity } from './identity';
export { IdentityConfig, identityOptionsOf } from './identity.config';
export { IdentityModule } from './identity.module';
export { identityProblems } from './identity.problems';
export { tokensOfExchange, type ExchangeTokens } from './oidc/exchange-tokens';
export { ALGORITHMS, oidcOptionsOf, type OidcOptions } from './oidc/oidc-options';
export { LONGEST_TOKEN_LIFE } from './tokens/signing-keys';
export { Tokens, type TokenOptions } from './tokens/tokens';
