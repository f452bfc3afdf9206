import { FileUnreadable } from './import-fault';
import type { ImportRun } from './import-run';
import { nothingSentWords, stoppedEarlyWords } from './words';

/**
 * Reads the whole file into what it says. Nothing when the file is not one of that sort at all, or the person ended
 * it; that was said then.
 */
export async function readAll<Row, Read>(
  rows: AsyncIterable<Row>,
  { terminal, stop }: ImportRun,
  read: (rows: AsyncIterable<Row>) => Promise<Read>,
): Promise<Read | undefined> {
  try {
    const result = await read(untilStopped(rows, stop));
    if (!stop.aborted) return result;
    terminal.warn(stoppedEarlyWords);
    return undefined;
  } catch (error) {
    if (!(error instanceof FileUnreadable)) throw error;
    terminal.warnOf(error.faults);
  }
  terminal.warn(nothingSentWords);
  return undefined;
}

async function* untilStopped<T>(rows: AsyncIterable<T>, stop: AbortSignal): AsyncGenerator<T> {
  for await (const row of rows) {
    if (stop.aborted) return;
    yield row;
  }
}
