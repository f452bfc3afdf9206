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
  const stack = err ? `\n${indented(err.stack ?? err.message ?? '')}` : '';
  return `${words.filter((word) => word !== '').join(' ')}${stack}\n`;
}

/** What a client sent must neither begin a line, nor move the cursor of the one who reads it, nor turn the line around. */
const visible = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped);

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** The message of an error may quote what a client sent; no line of it looks like one of the log's own. */
const indented = (stack: string): string =>
  stack
    .split('\n')
    .map((line) => `    ${visible(line)}`)
    .join('\n');

function parsed(line: string): Entry | undefined {
  try {
    return JSON.parse(line) as Entry;
  } catch {
    return undefined;
  }
}
