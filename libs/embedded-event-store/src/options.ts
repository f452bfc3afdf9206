/** A certificate and its key, each PEM text or the path of a PEM file. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** What one node needs to run. Everything crosses a thread boundary, so it is plain data. */
export interface EmbeddedEventStoreOptions {
  /** The directory that holds the store. Made when it does not exist; one process owns it at a time. */
  readonly data: string;
  /** The address to listen on; 127.0.0.1 unless told. */
  readonly host?: string;
  /** The port to listen on; 0 (the default) takes any free one. */
  readonly port?: number;
  readonly tls?: TlsFiles;
  /** Who may connect. The shape of an entry is said in security/. */
  readonly users?: readonly StoreUser[];
  /**
   * Lets in only connections of this name (the client's `connectionName`). On the loopback address, where clients send
   * no password without TLS, a random name that is told to nobody else keeps other programs of the machine out.
   */
  readonly connectionName?: string;
  /** The most bytes (data, metadata, type) one append may carry; 1 MiB unless told, as EventStoreDB's default. */
  readonly maxAppendBytes?: number;
  /** The most pages of 4 KiB the file may grow to: a quota. Appends beyond it are refused, as on a full disk. */
  readonly maxPages?: number;
  /** Told one line at a time; silent unless given. */
  readonly log?: (line: string) => void;
}

/** Someone who may connect by basic authentication. */
export interface StoreUser {
  readonly name: string;
  /** `scrypt$<N>$<r>$<p>$<salt base64>$<hash base64>`: a password is never kept. */
  readonly passwordHash: string;
}

/** The options as the worker gets them: a function cannot be sent to it. */
export type NodeOptions = Omit<EmbeddedEventStoreOptions, 'log'>;

export const defaults = { host: '127.0.0.1', port: 0, maxAppendBytes: 1024 * 1024 } as const;
