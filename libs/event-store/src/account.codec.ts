import type { AccountEvent } from '@fuyuan/domain';
import { codec } from './codec';

export const accountCodec = codec<AccountEvent>({
  AccountOpened: { upcasts: [] },
  AccountRoleGranted: { upcasts: [] },
  AccountRoleRevoked: { upcasts: [] },
  AccountMoved: { upcasts: [] },
  AccountPasswordSet: { upcasts: [] },
  AccountClosed: { upcasts: [] },
  AccountReopened: { upcasts: [] },
  AccountUnlocked: { upcasts: [] },
  AccountFoundChanged: { upcasts: [] },
});
