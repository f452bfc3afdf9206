import type { SoundNorm } from './check-norms';
import type { ExchangeClient } from './exchange-client';

export type Sent = { recorded: number; already: number };

/** The import came to an end at this row; rows after it may have been recorded, rows before it may be missing. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';

  constructor(
    readonly at: SoundNorm,
    override readonly cause: unknown,
  ) {
    super(`Stopped at line ${at.line}`);
  }
}

export type Sending = Readonly<{
  client: Pick<ExchangeClient, 'publish'>;
  /** How many requests are under way at most. */
  concurrency: number;
  /** No further row is begun once it is raised; what is under way is answered first. */
  stop: AbortSignal;
  onSent: (sent: Readonly<Sent>) => void;
}>;

/**
 * Sends the rows, several at a time, holding no more of them than are under way.
 *
 * @throws ImportStopped for the first row that could not be recorded, after all that is under way was answered.
 */
export async function sendNorms(norms: AsyncGenerator<SoundNorm>, sending: Sending): Promise<Sent> {
  const { client, concurrency, stop, onSent } = sending;
  const sent: Sent = { recorded: 0, already: 0 };
  let failure: ImportStopped | undefined;

  const sendOneByOne = async (): Promise<void> => {
    while (!failure && !stop.aborted) {
      const next = await norms.next();
      if (next.done) return;
      const norm = next.value;
      try {
        const outcome = await client.publish(norm.publication);
        if (outcome === 'recorded') sent.recorded += 1;
        else sent.already += 1;
        onSent(sent);
      } catch (error) {
        failure ??= new ImportStopped(norm, error);
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, sendOneByOne));
  await norms.return(undefined);

  if (failure && !stop.aborted) throw failure;
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return sent;
}
