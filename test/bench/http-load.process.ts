import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import autocannon from 'autocannon';
import type { Job, Told } from './http-load';

process.once('message', (job: Job) => {
  make(job).then(
    (told) => process.send?.(told),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

type Seen = { readonly ids: string[]; refusal: string | undefined };

async function make(job: Job): Promise<Told> {
  const answers: Record<string, number> = {};
  const delays: number[] = [];
  const seen: Seen = { ids: [], refusal: undefined };
  const began = performance.now();
  let last = began;

  const { errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const done = (error: unknown, result: autocannon.Result) =>
      error instanceof Error ? reject(error) : resolve(result);
    autocannon(optionsOf(job, seen), done).on('response', (_client, status, _bytes, delay) => {
      answers[status] = (answers[status] ?? 0) + 1;
      delays.push(delay);
      last = performance.now();
    });
  });
  delays.sort((one, other) => one - other);
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN;
  const delaysAt = { p50: at(0.5), p99: at(0.99) };
  return { perSecond: (delays.length * 1000) / (last - began), ...delaysAt, answers, errors, ...seen };
}

function optionsOf(job: Job, seen: Seen): autocannon.Options {
  const { origin, token, connections, amount, paths, body, ids } = job;
  const run = randomUUID();
  let number = 0;
  const setupRequest = (request: autocannon.Request): autocannon.Request => {
    const key = `${run}-${number}`;
    const path = paths[number % paths.length] ?? '/';
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key };
    number += 1;
    return { ...request, path, headers, body: body.replace('{{key}}', key) };
  };
  const onResponse = (status: number, text: string) => {
    if (status !== 201) seen.refusal ??= `${status} ${text}`;
    else if (ids) seen.ids.push(idIn(text));
  };
  const request = { method: 'POST', setupRequest, onResponse } as const;
  return { url: origin, connections, amount, sampleInt: 100, requests: [request] };
}

const idIn = (text: string): string => (JSON.parse(text) as { record?: { id: string } }).record?.id ?? '';
