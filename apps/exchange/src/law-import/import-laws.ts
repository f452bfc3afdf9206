import { type Checked, checkNorms } from './check-norms';
import { FileUnreadable, type ImportFault } from './import-fault';
import { EXIT, type ImportRun, type Terminal } from './import-request';
import { NormFile } from './norm-file';
import { sendFile } from './send-file';
import { checkedWords, faultWords, nothingSentWords, skippedWords, stoppedEarlyWords } from './words';

/**
 * Checks the whole file, then sends it. Answers the exit code; what a person must know has been said by then.
 * Throws what node says of a file that cannot be opened, and what the exchange's client says before the first row.
 */
export async function importLaws(run: ImportRun): Promise<number> {
  const { request, terminal, stop } = run;
  const file = await NormFile.open(request.path);
  const checked = await check(file, run);
  if (!checked) return stop.aborted ? EXIT.interrupted : EXIT.refused;

  terminal.tell(checkedWords(checked));
  if (checked.wrong > 0 && !request.skipBad) {
    warnOf(checked.faults, terminal);
    terminal.warn(nothingSentWords);
    return EXIT.refused;
  }
  const code = request.exchange ? await sendFile(file, checked, run) : EXIT.done;
  if (checked.wrong > 0) {
    terminal.warn(skippedWords(checked.wrong));
    warnOf(checked.faults, terminal);
  }
  return code;
}

/** Nothing when the file is not one of norms at all, or the person ended it; that was said then. */
async function check(file: NormFile, { request, terminal, stop }: ImportRun): Promise<Checked | undefined> {
  try {
    const checked = await checkNorms(untilStopped(file.rows(), stop), request.circular);
    if (!stop.aborted) return checked;
    terminal.warn(stoppedEarlyWords);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    warnOf(error.faults, terminal);
  }
  terminal.warn(nothingSentWords);
  return undefined;
}

const warnOf = (faults: readonly ImportFault[], terminal: Terminal): void => {
  for (const fault of faults) terminal.warn(faultWords(fault));
};

async function* untilStopped<T>(rows: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  for await (const row of rows) {
    if (stop.aborted) return;
    yield row;
  }
}
