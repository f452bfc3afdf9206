import type { ExchangeAddress } from './exchange-client';
import type { Terminal } from './terminal';

/** What the person at the terminal asked for, whatever is imported. */
export type ImportRequest = Readonly<{
  path: string;
  skipBad: boolean;
  /** The file is checked, and nothing is sent. */
  dryRun: boolean;
  concurrency: number;
  /** Null only where the file is checked without asking the exchange. */
  exchange: Omit<ExchangeAddress, 'language'> | null;
}>;

/** One run: the request, where it speaks, and the signal by which the person ends it. */
export type ImportRun<Request extends ImportRequest = ImportRequest> = Readonly<{
  request: Request;
  terminal: Terminal;
  stop: AbortSignal;
}>;

/** How an import ended, as a process says it. */
export const EXIT = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;
