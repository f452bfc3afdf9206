/** How the room reaches the event store, and how patient it is. */
export type EventStoreOptions = Readonly<{
  /** As EventStoreDB writes it: `esdb://localhost:2113?tls=false`, `esdb+discover://user:password@cluster.example:2113`. */
  connectionString: string;
  /** The longest one command or read may take, waiting for its turn included; 5,000 ms unless told. */
  commandDeadlineMs?: number;
  /** The longest one append waits for its answer before it is sent again with the same ids; 2,000 ms unless told. */
  attemptTimeoutMs?: number;
  /** The longest a health check waits for an answer; 1,000 ms unless told. */
  pingDeadlineMs?: number;
  /** How often a command decides again because someone was faster; 8 unless told. */
  tries?: number;
  /**
   * Whether no other process writes these records, as beside an event store that belongs to this process. A new record
   * then needs no look before its first append; false unless told.
   */
  soleWriter?: boolean;
  /** How much of each kind of record is kept folded in memory; 10,000 records and 64 MiB unless told. */
  cache?: CacheLimits;
  /** How the subscription that keeps units fresh behaves. */
  subscription?: SubscriptionPatience;
  /** What time it is; the system's clock unless told. */
  now?: () => Date;
}>;

export type CacheLimits = Readonly<{ records?: number; bytes?: number }>;

export type SubscriptionPatience = Readonly<{
  /** Without a sign of life for so long, a subscription counts as dropped; 20,000 ms unless told. */
  silenceMs?: number;
  /** The first pause after a drop, doubled with every further one; 100 ms unless told. */
  firstPauseMs?: number;
  /** The longest pause; 10,000 ms unless told. */
  longestPauseMs?: number;
  /** After so many failures in a row a new client is made; 3 unless told. */
  failuresBeforeNewClient?: number;
}>;

export type EventStoreSettings = Readonly<
  Required<Omit<EventStoreOptions, 'cache' | 'subscription'>> & {
    cache: Required<CacheLimits>;
    subscription: Required<SubscriptionPatience>;
  }
>;

const PATIENCE = { silenceMs: 20_000, firstPauseMs: 100, longestPauseMs: 10_000, failuresBeforeNewClient: 3 };

export function settingsOf({ cache, subscription, ...options }: EventStoreOptions): EventStoreSettings {
  return {
    commandDeadlineMs: 5_000,
    attemptTimeoutMs: 2_000,
    pingDeadlineMs: 1_000,
    tries: 8,
    soleWriter: false,
    now: () => new Date(),
    ...options,
    cache: { records: 10_000, bytes: 64 * 1024 * 1024, ...cache },
    subscription: { ...PATIENCE, ...subscription },
  };
}
