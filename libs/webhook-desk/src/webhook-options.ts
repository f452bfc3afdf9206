import type { ReadDatabase } from '@fuyuan/read-model';
import type { DestinationGuard, KeySafe, Sender } from '@fuyuan/webhooks';
import type { SentSoFar } from './sent-so-far';

/** Port: the webhooks of one read side. */
export abstract class Webhooks {
  /** May be written to. */
  abstract readonly database: ReadDatabase;
  abstract readonly safe: KeySafe;
  abstract readonly guard: DestinationGuard;
  /** For tests that a unit asks for; what is told is sent by who runs the webhooks. */
  abstract readonly sender: Sender;
  abstract readonly sent: SentSoFar;
}
