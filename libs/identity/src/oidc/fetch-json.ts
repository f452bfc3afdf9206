/** Bytes; a discovery document or a set of keys has some thousands. */
const LARGEST = 512 * 1024;

/** JSON from an address, whole and within the time of the signal; redirections are not followed. Throws otherwise. */
export async function fetchJson(url: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(url, { signal, redirect: 'error', headers: { accept: 'application/json' } });
  try {
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}.`);
    return JSON.parse(await textOf(answer, url)) as unknown;
  } finally {
    if (!answer.bodyUsed) await answer.body?.cancel();
  }
}

async function textOf({ body }: Response, url: string): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    length += part.length;
    if (length > LARGEST) throw new Error(`${url} answered more than ${LARGEST} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
