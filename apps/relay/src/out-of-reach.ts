import { Problem } from '@fuyuan/platform';

/** What a server did not do, as a refusal that may be asked again; what is a refusal already stays as it is. */
export const outOfReach = (error: Error): Error =>
  error instanceof Problem ? error : new Problem('relay-out-of-reach', { cause: error });
