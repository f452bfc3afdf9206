import { type Checked, soundNorms } from './check-norms';
import { ExchangeClient } from './exchange-client';
import { EXIT, type ImportRun } from './import-request';
import type { NormFile } from './norm-file';
import { progressOn } from './progress';
import { ImportStopped, sendNorms, type Sent } from './send-norms';
import { changedWords, doneWords, goOnWords, stoppedWords, waitingWords } from './words';

/** Reads the file a second time and publishes each sound norm. Answers the exit code. */
export async function sendFile(file: NormFile, checked: Checked, run: ImportRun): Promise<number> {
  const client = clientOf(run);
  try {
    await client.signIn();
    return await sendThrough(client, file, checked, run);
  } catch (error) {
    if (!run.stop.aborted) throw error;
    run.terminal.warn(goOnWords({ recorded: 0, already: 0 }));
    return EXIT.interrupted;
  } finally {
    client.close();
  }
}

async function sendThrough(client: ExchangeClient, file: NormFile, checked: Checked, run: ImportRun): Promise<number> {
  const { request, terminal, stop } = run;
  const progress = progressOn(terminal, checked.sound);
  const begun = performance.now();
  let latest: Readonly<Sent> = { recorded: 0, already: 0 };
  const onSent = (sent: Readonly<Sent>): void => {
    latest = sent;
    progress.show(sent);
  };
  const sending = { client, concurrency: request.concurrency, stop, onSent };
  const ended = await sendNorms(soundNorms(file.rows(), request.circular), sending).catch((error: unknown) => error);
  const seconds = (performance.now() - begun) / 1000;
  progress.end();

  const code = sayHowItEnded(ended, await file.hasChanged(), run);
  if (code === EXIT.done) terminal.tell(doneWords({ sent: latest, checked, seconds }));
  else terminal.warn(goOnWords(latest));
  return code;
}

function sayHowItEnded(ended: unknown, hasChanged: boolean, { terminal, stop }: ImportRun): number {
  if (ended instanceof ImportStopped) terminal.warn(stoppedWords(ended));
  else if (hasChanged) terminal.warn(changedWords);
  else if (ended instanceof Error) throw ended;
  else return stop.aborted ? EXIT.interrupted : EXIT.done;
  return EXIT.refused;
}

/** While the exchange is away, this is said once in a while, not for each of the requests that wait. */
function clientOf({ request, terminal, stop }: ImportRun): ExchangeClient {
  if (!request.exchange) throw new Error('Who only checks the file sends nothing.');

  let saidAt = -Infinity;
  const sayThatItWaits = (reason: string): void => {
    if (performance.now() - saidAt < 5_000) return;
    saidAt = performance.now();
    terminal.warn(waitingWords(reason));
  };
  return new ExchangeClient({ ...request.exchange, language: terminal.language }, stop, sayThatItWaits);
}
