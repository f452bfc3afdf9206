const ROUNDS = 120;

type Asked<Result> = Readonly<{ real: () => Promise<Result>; nothing: () => Promise<Result> }>;

/** How long each took, in milliseconds: asked in turns, so that whatever else the machine does falls upon both. */
export async function timesOf<Result>({
  real,
  nothing,
}: Asked<Result>): Promise<{ real: number[]; nothing: number[] }> {
  const times = { real: [] as number[], nothing: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    // In changing order: what comes second finds the connection as the first has left it.
    for (const which of round % 2 === 0 ? (['real', 'nothing'] as const) : (['nothing', 'real'] as const)) {
      const start = performance.now();
      await (which === 'real' ? real : nothing)();
      times[which].push(performance.now() - start);
    }
  }
  return times;
}

const quantile = (values: readonly number[], at: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * at)] ?? 0;

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** What the middle half of them lies within. */
export const spread = (values: readonly number[]): number => quantile(values, 0.75) - quantile(values, 0.25);
