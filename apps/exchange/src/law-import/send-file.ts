import { type Checked, soundNorms } from './check-norms';
import { ExchangeClient } from './exchange-client';
import { EXIT, type ImportRun } from './import-request';
import type { NormFile } from './norm-file';
import { progressOn } from './progress';
import { ImportStopped, sendNorms, type Sent } from './send-norms';
import { changedWords, doneWords, goOnWords, stoppedWords, waitingWords } from './words';

/** Reads the file a second time and publishes each sound norm. Answers the exit code. */
export async function sendFile(file: NormFile, checked: Checked, run: ImportRun): Promise<number> {
  const { request, terminal, stop } = run;
  const client = clientOf(run);
  await client.signIn();

  const progress = progressOn(terminal, checked.sound);
  const begun = performance.now();
  let latest: Readonly<Sent> = { recorded: 0, already: 0 };
  const onSent = (sent: Readonly<Sent>): void => {
    latest = sent;
    progress.show(sent);
  };
  const ended = await sendNorms(soundNorms(file.rows(), request.circular), {
    client,
    concurrency: request.concurrency,
    stop,
    onSent,
  }).catch((error: unknown) => error);
  progress.end();

  const code = sayHowItEnded(ended, await file.hasChanged(), run);
  const seconds = (performance.now() - begun) / 1000;
  if (code === EXIT.done) terminal.tell(doneWords({ sent: latest, checked, seconds }));
  else terminal.warn(goOnWords(latest));
  return code;
}

function sayHowItEnded(ended: unknown, hasChanged: boolean, { terminal, stop }: ImportRun): number {
  if (ended instanceof ImportStopped) terminal.warn(stoppedWords(ended));
  else if (ended instanceof Error && !hasChanged) throw ended;
  else if (hasChanged) terminal.warn(changedWords);
  else return stop.aborted ? EXIT.interrupted : EXIT.done;
  return EXIT.refused;
}

/** A request that waits says so once in a while, not once for each of the requests under way. */
function clientOf({ request, terminal, stop }: ImportRun): ExchangeClient {
  if (!request.exchange) throw new Error('A check of the file alone sends nothing.');

  let saidAt = -Infinity;
  const sayThatItWaits = (reason: string): void => {
    if (performance.now() - saidAt < 5_000) return;
    saidAt = performance.now();
    terminal.warn(waitingWords(reason));
  };
  return new ExchangeClient({ ...request.exchange, language: terminal.language }, stop, sayThatItWaits);
}
