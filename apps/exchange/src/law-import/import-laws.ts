import { EXIT } from '../import/import-run';
import { readAll } from '../import/read-all';
import { nothingSentWords, skippedWords } from '../import/words';
import { checkNorms } from './check-norms';
import type { LawImportRun } from './law-import-run';
import { openNorms } from './norm-file';
import { sendFile } from './send-file';
import { checkedWords } from './words';

/**
 * Checks the whole file, then sends it. Answers the exit code; what a person must know has been said by then.
 * Throws what node says of a file that cannot be opened, and what the exchange's client says before the first row.
 */
export async function importLaws(run: LawImportRun): Promise<number> {
  const { request, terminal, stop } = run;
  const file = await openNorms(request.path);
  const checked = await readAll(file.rows(), run, (rows) => checkNorms(rows, request.circular));
  if (!checked) return stop.aborted ? EXIT.interrupted : EXIT.refused;

  terminal.tell(checkedWords(checked));
  if (checked.wrong > 0 && !request.skipBad) {
    terminal.warnOf(checked.faults);
    terminal.warn(nothingSentWords);
    return EXIT.refused;
  }
  const code = request.dryRun ? EXIT.done : await sendFile(file, checked, run);
  if (checked.wrong > 0) {
    terminal.warn(skippedWords(checked.wrong));
    terminal.warnOf(checked.faults);
  }
  return code;
}
