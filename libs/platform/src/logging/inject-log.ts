import { Inject } from '@nestjs/common';

/** The token of the process's log. */
export const LOG = Symbol('Log');

/** Injects the process's log: `constructor(@InjectLog() private readonly log: Log)`. */
export const InjectLog = () => Inject(LOG);
