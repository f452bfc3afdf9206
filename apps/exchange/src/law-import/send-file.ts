import { atTheExchange } from '../import/at-the-exchange';
import type { ExchangeClient } from '../import/exchange-client';
import { EXIT } from '../import/import-run';
import { progressOn } from '../import/progress';
import { ImportStopped, nothingSent, sendRows, type Sent } from '../import/send-rows';
import { changedWords, goOnWords } from '../import/words';
import { type Checked, soundNorms } from './check-norms';
import type { LawImportRun } from './law-import-run';
import type { NormFile } from './norm-file';
import { doneWords, stoppedWords } from './words';

/** Reads the file a second time and publishes each sound norm. Answers the exit code. */
export const sendFile = (file: NormFile, checked: Checked, run: LawImportRun): Promise<number> =>
  atTheExchange(run, (client) => sendThrough(client, file, checked, run));

async function sendThrough(
  client: ExchangeClient,
  file: NormFile,
  checked: Checked,
  run: LawImportRun,
): Promise<number> {
  const { request, terminal, stop } = run;
  const progress = progressOn(terminal, checked.sound);
  const begun = performance.now();
  let latest: Readonly<Sent> = nothingSent();
  const ended = await sendRows(soundNorms(file.rows(), request.circular), {
    send: ({ publication }) => client.act({ path: 'v1/law-notices', ...publication }),
    concurrency: request.concurrency,
    stop,
    onSent: (sent) => progress.show((latest = sent)),
  }).catch((error: unknown) => error);
  const seconds = (performance.now() - begun) / 1000;
  progress.end();

  const code = sayHowItEnded(ended, await file.hasChanged(), run);
  if (code === EXIT.done) terminal.tell(doneWords({ sent: latest, checked, seconds }));
  else terminal.warn(goOnWords(latest));
  return code;
}

function sayHowItEnded(ended: unknown, hasChanged: boolean, { terminal, stop }: LawImportRun): number {
  if (ended instanceof ImportStopped) terminal.warn(stoppedWords(ended));
  else if (hasChanged) terminal.warn(changedWords);
  else if (ended instanceof Error) throw ended;
  else return stop.aborted ? EXIT.interrupted : EXIT.done;
  return EXIT.refused;
}
