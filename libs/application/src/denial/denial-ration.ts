/** Different denials of one account within a minute that are told one by one. */
export const RATION = 20;
/** Accounts of which the ration is minded; beyond, all further ones share what is left to nobody in particular. */
const MOST_ACCOUNTS = 10_000;

/** How many different denials of each account are told one by one within a minute, so that no flood fills the log. */
export class DenialRation {
  private minute = -1;
  private told = new Map<string | null, Set<string>>();

  /** Whether this one is told by itself, in that minute (minutes since 1970). */
  allows(account: string | null, key: string, minute: number): boolean {
    if (minute !== this.minute) {
      this.minute = minute;
      this.told = new Map();
    }
    const keys = this.told.get(account) ?? new Set();
    if (keys.has(key)) return true;
    if (keys.size >= RATION || (keys.size === 0 && this.told.size >= MOST_ACCOUNTS)) return false;

    this.told.set(account, keys.add(key));
    return true;
  }
}
