/** Whether a position of the log, as receipts and messages tell it, lies at another or behind it. */
export function isAtOrAfter(one: string, other: string): boolean {
  const [a, b] = [partsOf(one), partsOf(other)];
  return a[0] > b[0] || (a[0] === b[0] && a[1] >= b[1]);
}

function partsOf(position: string): [bigint, bigint] {
  const [commit = '0', prepare = commit] = position.split('/');
  return [BigInt(commit), BigInt(prepare)];
}
