import type { Bilingual, Language } from '@fuyuan/platform';
import type { ExchangeAddress } from './exchange-client';
import type { Circular } from './publication';

/** What the person at the terminal asked for. */
export type ImportRequest = Readonly<{
  path: string;
  circular: Circular;
  skipBad: boolean;
  concurrency: number;
  /** Null: the file is checked only. */
  exchange: Omit<ExchangeAddress, 'language'> | null;
}>;

/** Where the import speaks to that person: `out` takes results, `err` all else. */
export class Terminal {
  constructor(
    readonly out: NodeJS.WriteStream,
    readonly err: NodeJS.WriteStream,
    readonly language: Language,
  ) {}

  tell(words: Bilingual): void {
    this.out.write(`${words[this.language]}\n`);
  }

  warn(words: Bilingual): void {
    this.err.write(`${words[this.language]}\n`);
  }
}

/** One run: the request, where it speaks, and the signal by which the person ends it. */
export type ImportRun = Readonly<{ request: ImportRequest; terminal: Terminal; stop: AbortSignal }>;

/** How an import ended, as a process says it. */
export const EXIT = { done: 0, refused: 1, usage: 2, interrupted: 130 } as const;
