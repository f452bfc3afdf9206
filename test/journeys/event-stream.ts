/** One server-sent event as it came. */
export type Came = Readonly<{ id: string; event: string; data: string }>;

/** A stream that is open, with all that came on it so far. */
export type EventStream = Readonly<{
  status: number;
  headers: Headers;
  came: Came[];
  /** Comments, which keep the connection alive. */
  comments: () => number;
  /** The other side has ended it. */
  isOver: () => boolean;
  close: () => Promise<void>;
}>;

/** Opens a stream as a system of a unit would; it is read until it ends or is closed. */
export async function openStream(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  const leave = new AbortController();
  const answer = await fetch(url, { headers, signal: leave.signal });
  const came: Came[] = [];
  let [comments, over] = [0, false];
  const read = async () => {
    let rest = '';
    for await (const part of answer.body ?? []) {
      const blocks = (rest + Buffer.from(part as Uint8Array).toString()).split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        if (block.startsWith(':')) comments += 1;
        else if (!block.startsWith('retry:')) came.push(eventOf(block));
      }
    }
  };
  const reading = read()
    .catch(() => undefined)
    .then(() => void (over = true));
  return {
    ...{ status: answer.status, headers: answer.headers, came, comments: () => comments, isOver: () => over },
    close: async () => {
      leave.abort();
      await reading;
    },
  };
}

function eventOf(block: string): Came {
  const lines = block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]);
  const said = (name: string) => lines.filter(([field]) => field === name).map(([, value]) => value ?? '');
  return { id: said('id').at(-1) ?? '', event: said('event').at(-1) ?? '', data: said('data').join('\n') };
}
