import type { Bilingual, Language } from '@fuyuan/platform';
import type { ImportFault } from './import-fault';
import { faultWords } from './words';

/** Where an import speaks to the person who started it: `out` takes results, `err` all else. */
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

  warnOf(faults: readonly ImportFault[]): void {
    for (const fault of faults) this.warn(faultWords(fault));
  }
}

/** The language of a terminal: English where the environment says so, Chinese otherwise. */
export function languageOfTerminal({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return /^en\b|^en_/i.test(locale) ? 'en' : 'zh';
}
