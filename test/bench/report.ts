/** One measured figure, beside the figure of its baseline in the same run. */
export interface Row {
  readonly name: string;
  readonly figure: number;
  readonly unit: string;
  readonly baseline?: number;
  /** figure / baseline. */
  readonly ratio?: number;
  /** What was promised, in words, e.g. "≥ 0.9 of baseline". */
  readonly target?: string;
  readonly met?: boolean;
}

const rounded = (value: number | undefined): string => {
  if (value === undefined) return '';
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
};

const verdict = (met: boolean | undefined): string => (met === undefined ? '' : met ? 'yes' : '**no**');

/** The rows as a Markdown table. */
export function table(rows: readonly Row[]): string {
  const lines = rows.map(({ name, figure, unit, baseline, ratio, target = '', met }) =>
    [name, rounded(figure), unit, rounded(baseline), rounded(ratio), target, verdict(met)].join(' | '),
  );
  const head = ['what | figure | unit | baseline | ratio | target | met', '--- | ---: | --- | ---: | ---: | --- | ---'];
  return [...head, ...lines].map((line) => `| ${line} |`).join('\n');
}

/** The value in the middle; of an even number of them, the lower one. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[(sorted.length - 1) >>> 1] ?? Number.NaN;
}

/** The value that `share` (0–1) of all do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
