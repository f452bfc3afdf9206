export { startEmbeddedEventStore, type EmbeddedEventStore } from './start';
export type { EmbeddedEventStoreOptions, StoreUser, TlsFiles } from './options';
