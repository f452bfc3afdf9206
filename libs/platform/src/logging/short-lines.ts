import type { DestinationStream } from 'pino';

type Entry = Record<string, unknown> & {
  level?: string;
  time?: string;
  msg?: string;
  err?: { stack?: string; message?: string };
};

const COLOURS: Readonly<Record<string, number>> = { fatal: 41, error: 31, warn: 33, info: 32, debug: 36, trace: 90 };
const KNOWN = new Set(['level', 'time', 'msg', 'err', 'pid', 'name', 'context']);

/** Rewrites JSON lines for a person: time of day, level, sentence, facts; a stack beneath if there is one. */
export const shortLines = (to: DestinationStream): DestinationStream => ({
  write: (line: string) => to.write(shortLine(line)),
});

/** One entry as a person reads it. What is not JSON passes as it is. */
export function shortLine(line: string): string {
  const entry = parsed(line);
  if (!entry) return line;
  const { level = 'info', time = '', msg = '', context, err } = entry;
  const facts = Object.entries(entry)
    .filter(([name, value]) => !KNOWN.has(name) && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? visible(value) : JSON.stringify(value)}`);

  const words = [
    `\x1b[${COLOURS[level] ?? 0}m${level.padEnd(5)}\x1b[0m`,
    time.slice(11, 23),
    typeof context === 'string' ? `[${context}]` : '',
    visible(msg),
    ...facts,
  ];
  const stack = err ? `\n${err.stack ?? err.message ?? ''}` : '';
  return `${words.filter((word) => word !== '').join(' ')}${stack}\n`;
}

/** What a client sent must not move the cursor of the one who reads it. */
const visible = (text: string): string => text.replace(/\p{Cc}/gu, (sign) => JSON.stringify(sign).slice(1, -1));

function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
