const FROM_BATCH_APPEND = /^\s+at .*db-client[\\/]dist[\\/]streams[\\/]appendToStream[\\/]batchAppend\.js:/;

/**
 * Whether a rejection is the one that the client throws when an append is answered after it was given up.
 *
 * The client keeps the pending appends of all its instances in one map. When one append stream fails, all of them are
 * rejected and the map is emptied; an answer that then comes on another, sound stream finds nothing there and throws
 * where nobody can catch it. That throw does no harm: its append was rejected as a fault of the connection, and is
 * settled by sending it again with the same ids. It is known by its type and by the line of thought it comes from.
 */
export const isStrayAppendAnswer = (reason: unknown): boolean =>
  reason instanceof TypeError &&
  reason.message.includes('not iterable') &&
  FROM_BATCH_APPEND.test(reason.stack?.split('\n')[1] ?? '');

/**
 * Keeps a stray answer from ending the process; every other rejection ends it as if nobody listened. Where the process
 * has a guard of its own, that guard decides, and can ask `isStrayAppendAnswer`. Returns how to stop.
 */
export function swallowStrayAppendAnswers(): () => void {
  if (holders++ === 0) process.on('unhandledRejection', decide);
  let held = true;
  return () => {
    if (held && --holders === 0) process.off('unhandledRejection', decide);
    held = false;
  };
}

let holders = 0;

function decide(reason: unknown): void {
  if (!isStrayAppendAnswer(reason) && process.listenerCount('unhandledRejection') === 1) throw reason;
}
