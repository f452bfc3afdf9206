import { ExchangeClient } from './exchange-client';
import { EXIT, type ImportRun } from './import-run';
import { nothingSent } from './send-rows';
import { goOnWords, waitingWords } from './words';

/** Signs in, does the work, and lets go of the connections. Answers the exit code, also where the person ended it. */
export async function atTheExchange(
  run: ImportRun,
  work: (client: ExchangeClient) => Promise<number>,
): Promise<number> {
  const client = clientOf(run);
  try {
    await client.signIn();
    return await work(client);
  } catch (error) {
    if (!run.stop.aborted) throw error;
    run.terminal.warn(goOnWords(nothingSent()));
    return EXIT.interrupted;
  } finally {
    client.close();
  }
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
