import { Injectable } from '@nestjs/common';
import { Problem } from '@fuyuan/platform';
import { UnitFeeds } from './feed-options';

export type Seated = Readonly<{ account: string; unit: string }>;

/** Counts who holds a connection open, so that nobody takes all of them. */
@Injectable()
export class FeedSeats {
  private readonly taken = new Map<string, number>();

  constructor(private readonly feeds: UnitFeeds) {}

  /** How many are taken now. */
  get all(): number {
    return this.taken.get(ALL) ?? 0;
  }

  /** Takes one; returns how to give it back, which may be called again. Errors: Problem `too-many-streams`. */
  take({ account, unit }: Seated): () => void {
    const { perAccount, perUnit, all } = this.feeds.limits;
    this.require(`account ${account}`, perAccount, '本账号 of this account');
    this.require(`unit ${unit}`, perUnit, '本单位 of this unit');
    this.require(ALL, all, '本系统 of this side');
    const keys = [`account ${account}`, `unit ${unit}`, ALL];
    keys.forEach((key) => this.taken.set(key, (this.taken.get(key) ?? 0) + 1));
    let isMine = true;
    return () => {
      if (isMine) keys.forEach((key) => this.giveBack(key));
      isMine = false;
    };
  }

  private require(key: string, most: number, whose: string): void {
    if ((this.taken.get(key) ?? 0) < most) return;
    throw new Problem('too-many-streams', { values: { most, whose }, headers: { 'retry-after': '10' } });
  }

  private giveBack(key: string): void {
    const left = (this.taken.get(key) ?? 1) - 1;
    if (left > 0) this.taken.set(key, left);
    else this.taken.delete(key);
  }
}

const ALL = '*';
