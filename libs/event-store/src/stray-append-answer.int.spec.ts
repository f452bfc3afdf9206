import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

const built = resolve(__dirname, '../../../dist/libs');

/** Runs a program in a process of its own, in which one append stream fails while another still owes an answer. */
function run(guard: string, after = ''): { status: number | null; stderr: string } {
  const program = `
    const { EventStoreDBClient, jsonEvent } = require('@eventstore/db-client');
    const { ScriptedEventStore } = require('${built}/testing/src/scripted-event-store.js');
    const { swallowStrayAppendAnswers } = require('${built}/event-store/src/stray-append-answer.js');
    ${guard}
    (async () => {
      const [failing, sound] = [new ScriptedEventStore(), new ScriptedEventStore()];
      await Promise.all([failing.start(), sound.start()]);
      let answerNow;
      const answer = sound.answerAppend.bind(sound);
      sound.answerAppend = (...append) => (answerNow = () => answer(...append));
      failing.onAppend = () => ({ fail: 14 });
      const append = (store) => EventStoreDBClient.connectionString(store.connectionString)
        .appendToStream('s-1', jsonEvent({ type: 'T', data: {} }), { expectedRevision: 'no_stream' })
        .catch(() => 'rejected');
      const owed = append(sound);
      while (!answerNow) await new Promise((resolve) => setTimeout(resolve, 5));
      await append(failing);
      if ((await owed) !== 'rejected') process.exit(3);
      answerNow();
      await new Promise((resolve) => setTimeout(resolve, 200));
      ${after}
      process.exit(0);
    })();`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', program], { encoding: 'utf8', timeout: 20_000 });
  return { status, stderr };
}

describe('E1: an answer to an append that was given up', () => {
  it('E1: ends a process without the guard', () => {
    const { status, stderr } = run('');
    expect(stderr).toContain('batchAppend.js');
    expect(status).toBe(1);
  });

  it('E1: is swallowed by the guard', () => {
    expect(run('swallowStrayAppendAnswers();')).toEqual({ status: 0, stderr: '' });
  });

  it('E1: and nothing else is, however often the guard is set', () => {
    const twice = 'swallowStrayAppendAnswers(); swallowStrayAppendAnswers();';
    const { status, stderr } = run(
      twice,
      `Promise.reject(new TypeError('undefined is not iterable')); await new Promise((r) => setTimeout(r, 200));`,
    );
    expect(stderr).toContain('TypeError: undefined is not iterable');
    expect(status).not.toBe(0);
  });

  it('E1: leaves the decision to a guard of the process where there is one', () => {
    const own = `process.on('unhandledRejection', () => process.exit(7));`;
    expect(run(`${own} swallowStrayAppendAnswers();`).status).toBe(7);
  });
});
