import { ConfigurationInvalid } from '../config/config-of';

/**
 * Ends a process that cannot go on, with that exit code, and says why on standard error: which variables are wrong, or
 * else the stack.
 */
export const endWith =
  (code: number) =>
  (error: Error): never => {
    process.stderr.write(`${error instanceof ConfigurationInvalid ? error.message : (error.stack ?? error.message)}\n`);
    process.exit(code);
  };
