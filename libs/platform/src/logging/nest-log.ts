import type { LoggerService } from '@nestjs/common';
import type { Log } from './log';

/** Lets Nest speak through our log. Its routine announcements are for those who debug. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.to.debug(...entry(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.to.debug(...entry(message, rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.to.trace(...entry(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.to.warn(...entry(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.to.error(...entry(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.to.fatal(...entry(message, rest));
  }
}

/** Nest passes the context last, and for errors the stack before it. */
function entry(message: unknown, rest: readonly unknown[]): [object, string] {
  const context = rest.at(-1);
  const stack = rest.length > 1 ? rest[0] : undefined;
  const facts = { ...(context === undefined ? {} : { context }), ...(stack === undefined ? {} : { stack }) };
  return message instanceof Error ? [{ ...facts, err: message }, message.message] : [facts, String(message)];
}
