import { SetMetadata } from '@nestjs/common';

/** Where a guard finds that a handler or controller asks for no account. */
export const OPEN = 'fuyuan:open';

/** Anyone may ask this, without signing in. */
export const Open = () => SetMetadata(OPEN, true);
