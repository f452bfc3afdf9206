/** The pause after the n-th failure in a row (from 1): doubled each time, half of it by chance so that not all return at once. */
export function pauseAfter(failures: number, first: number, longest: number): number {
  const full = Math.min(longest, first * 2 ** Math.min(failures - 1, 30));
  return full * (0.5 + Math.random() / 2);
}
