/** What became of a row that was sent. */
export type Outcome = 'recorded' | 'already' | 'refused';

export type Sent = Record<Outcome, number>;

export const nothingSent = (): Sent => ({ recorded: 0, already: 0, refused: 0 });

export type RowToSend = Readonly<{ line: number; title: string }>;

/** The import came to an end at this row; rows after it may have been recorded, rows before it may be missing. */
export class ImportStopped extends Error {
  override readonly name = 'ImportStopped';

  constructor(
    readonly at: RowToSend,
    override readonly cause: unknown,
  ) {
    super(`Stopped at line ${at.line}`);
  }
}

export type Sending<Row> = Readonly<{
  /** Rejects where the import must not go on. */
  send: (row: Row) => Promise<Outcome>;
  /** How many requests are under way at most. */
  concurrency: number;
  /** No further row is begun once it is raised; what is under way is answered first. */
  stop: AbortSignal;
  /** Counted on from what was sent before. */
  sent?: Sent;
  onSent: (sent: Readonly<Sent>) => void;
}>;

/**
 * Sends the rows, several at a time, holding no more of them than are under way.
 *
 * @throws ImportStopped for the first row that could not be sent, after all that is under way was answered.
 */
export async function sendRows<Row extends RowToSend>(
  rows: AsyncGenerator<Row> | Generator<Row>,
  sending: Sending<Row>,
): Promise<Sent> {
  const { send, concurrency, stop, onSent, sent = nothingSent() } = sending;
  let failure: ImportStopped | undefined;

  const sendOneByOne = async (): Promise<void> => {
    while (!failure && !stop.aborted) {
      const next = await rows.next();
      if (next.done) return;
      try {
        sent[await send(next.value)] += 1;
        onSent(sent);
      } catch (error) {
        failure ??= new ImportStopped(next.value, error);
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: concurrency }, sendOneByOne));
  await rows.return(undefined);

  if (failure && !stop.aborted) throw failure;
  const broken = ended.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
  return sent;
}
