/**
 * The client keeps the pending appends of all its instances in one map. When one append stream fails, all are rejected
 * and the map is emptied; an answer that then arrives on another, sound stream finds nothing and throws where nobody
 * can catch it, which ends the process. That one throw is harmless: its append was rejected as a fault of the
 * connection and is sent again with the same ids. It is known by its type and by the file and line of thought it comes
 * from; every other rejection goes its way as if we were not there.
 */
const isStrayAppendAnswer = (reason: unknown): boolean =>
  reason instanceof TypeError &&
  /not iterable/.test(reason.message) &&
  /^\s+at .*db-client[\\/]dist[\\/]streams[\\/]appendToStream[\\/]batchAppend\.js/m.test(
    reason.stack?.split('\n').at(1) ?? '',
  );

export const swallowStrayAppendAnswers = (): (() => void) => () => undefined;
export { isStrayAppendAnswer };
