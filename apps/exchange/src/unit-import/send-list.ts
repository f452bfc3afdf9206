import type { ExchangeClient } from '../import/exchange-client';
import { EXIT } from '../import/import-run';
import { progressOn } from '../import/progress';
import { ImportStopped, nothingSent, type Sent } from '../import/send-rows';
import type { JudgedList } from './judge-members';
import type { RowResults } from './report';
import { sendMembers } from './send-members';
import type { UnitImportRun } from './unit-import-run';
import { doneWords, goOnWords, refusedWords, stoppedWords } from './words';

/** Sends every sound row, shows how far it is, and says what was refused. Answers the exit code. */
export async function sendList(
  { waves, sound, wrong }: JudgedList,
  client: ExchangeClient,
  { request, terminal, stop }: UnitImportRun,
  results: RowResults,
): Promise<number> {
  const progress = progressOn(terminal, sound);
  const begun = performance.now();
  let latest: Readonly<Sent> = nothingSent();
  const ended = await sendMembers(waves, {
    client,
    concurrency: request.concurrency,
    stop,
    told: (member, told) => results.tell(member, told),
    onSent: (sent) => progress.show((latest = sent)),
  }).catch((error: unknown) => error);
  const seconds = (performance.now() - begun) / 1000;
  progress.end();

  for (const refused of results.refused) terminal.warn(refusedWords(refused));
  if (ended instanceof ImportStopped) terminal.warn(stoppedWords(ended));
  else if (ended instanceof Error) throw ended;
  if (ended instanceof ImportStopped || stop.aborted) {
    terminal.warn(goOnWords(latest));
    return stop.aborted ? EXIT.interrupted : EXIT.refused;
  }
  terminal.tell(doneWords({ sent: latest, wrong, seconds }));
  return latest.refused > 0 ? EXIT.refused : EXIT.done;
}
