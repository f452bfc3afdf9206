import { setFlagsFromString } from 'node:v8';

/**
 * On a machine with much memory V8 lets a heap grow to four times what is alive before it collects. From now on the old
 * objects of a thread grow by at most so many percent of what was left of them, for every thread, those that begin later
 * too. At 50 that takes no more time and a third to a half of the memory less (see docs/benchmarks.md); a lasting limit
 * it is not.
 */
export const letHeapsGrowBy = (percent: number): void => setFlagsFromString(`--heap-growing-percent=${percent}`);
