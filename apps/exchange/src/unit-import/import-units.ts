import type { FileHandle } from 'node:fs/promises';
import type { Units } from '@fuyuan/domain';
import { atTheExchange } from '../import/at-the-exchange';
import type { ExchangeClient } from '../import/exchange-client';
import { EXIT } from '../import/import-run';
import { readAll } from '../import/read-all';
import { nothingSentWords, skippedWords } from '../import/words';
import { judgeMembers, type JudgedList } from './judge-members';
import { openMembers } from './member-file';
import { type MemberList, memberListOf, parentsOutside } from './member-list';
import { registeredUnits } from './registered-units';
import { openReport, reportText, RowResults } from './report';
import { sendList } from './send-list';
import type { UnitImportRun } from './unit-import-run';
import { checkedWords, notAskedWords, reportedWords } from './words';

/**
 * Checks the whole list, asks the exchange for parents that it does not name, then registers each unit with its
 * officers. Answers the exit code; what a person must know has been said by then.
 */
export async function importUnits(run: UnitImportRun): Promise<number> {
  const { request, stop } = run;
  const file = await openMembers(request.path, request.legalBasis);
  const report = request.report === null ? null : await openReport(request.report, request.path);
  try {
    const list = await readAll(file.rows(), run, memberListOf);
    if (!list) return stop.aborted ? EXIT.interrupted : EXIT.refused;
    if (request.exchange) return await atTheExchange(run, (client) => judgeAndSend(list, client, run, report));
    return await judgeAndSend(list, null, run, report);
  } finally {
    await report?.close();
  }
}

async function judgeAndSend(
  list: MemberList,
  client: ExchangeClient | null,
  run: UnitImportRun,
  report: FileHandle | null,
): Promise<number> {
  const { request, terminal } = run;
  const judged = judgeMembers(list, await unitsOutside(list, client, run), new Date());
  const results = new RowResults(judged, terminal.language);
  terminal.tell(checkedWords(judged));
  try {
    return await sendJudged(judged, client, run, results);
  } finally {
    if (report && request.report !== null) {
      await report.writeFile(reportText(results.inOrder, terminal.language));
      terminal.tell(reportedWords(request.report));
    }
  }
}

async function sendJudged(
  judged: JudgedList,
  client: ExchangeClient | null,
  run: UnitImportRun,
  results: RowResults,
): Promise<number> {
  const { request, terminal } = run;
  const { faults, wrong } = judged;
  if (wrong > 0 && !request.skipBad) {
    terminal.warnOf(faults);
    terminal.warn(nothingSentWords);
    return EXIT.refused;
  }
  const code = request.dryRun || !client ? EXIT.done : await sendList(judged, client, run, results);
  if (wrong > 0) {
    terminal.warn(skippedWords(wrong));
    terminal.warnOf(faults);
  }
  return code;
}

/** Undefined where nobody is asked. */
async function unitsOutside(
  list: MemberList,
  client: ExchangeClient | null,
  { terminal }: UnitImportRun,
): Promise<ReadonlyMap<string, Units.Unit> | undefined> {
  const ids = parentsOutside(list);
  if (client) return registeredUnits(ids, client);
  if (ids.length > 0) terminal.warn(notAskedWords(ids.length));
  return undefined;
}
