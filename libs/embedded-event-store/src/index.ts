export { startEmbeddedEventStore, type EmbeddedEventStore } from './start';
export type { EmbeddedEventStoreOptions, StoreUser, TlsFiles } from './options';
export * as protocol from './protocol';
export { hashPassword } from './security/password';
export { readUsersFile } from './security/users-file';
export { verifyEventStore, type Verification } from './store/verify';
