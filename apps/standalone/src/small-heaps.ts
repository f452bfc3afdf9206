import { setFlagsFromString } from 'node:v8';

/** How much the old objects of a thread may grow, in percent of what was left of them, before they are collected. */
const GROWTH_PERCENT = 30;

/**
 * Three threads in one process, and on a machine with much memory V8 lets the heap of each grow to four times what is
 * alive before it collects. Collecting at less costs about as much time and a fifth of the memory less (see
 * docs/benchmarks.md). For every thread, those that begin later too; a lasting limit it is not.
 */
export const keepHeapsSmall = (): void => setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
