/** An account cannot be made or changed as asked; the message says why, for the one who administers. */
export class AccountRefused extends Error {
  override readonly name = 'AccountRefused';
}
