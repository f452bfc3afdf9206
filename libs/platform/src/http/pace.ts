import { isIPv6 } from 'node:net';
import { LRUCache } from 'lru-cache';
import { Problem } from '../problem/problem';

/** So many requests in a span of milliseconds: at once if they come at once, then as the span goes on. */
export type Rate = Readonly<{ requests: number; perMs: number }>;

/** Callers that are remembered; the one longest silent is forgotten first, and may begin anew. */
const CALLERS = 100_000;

/**
 * How fast each of many callers may ask (the generic cell rate algorithm): one number a caller, no timers, and no
 * moment at which all may begin anew.
 */
export class Pace {
  /** By caller, the moment at which all that it asked so far would be paid off. */
  private readonly paidOffAt = new LRUCache<string, number>({ max: CALLERS });
  private readonly interval: number;

  constructor(
    private readonly rate: Rate,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.interval = rate.perMs / rate.requests;
  }

  /** Milliseconds until this caller may ask again; 0, and its request counted, when it may ask now. */
  waitOf(caller: string): number {
    const now = this.now();
    const paidOffAt = Math.max(now, this.paidOffAt.get(caller) ?? 0) + this.interval;
    const wait = paidOffAt - this.rate.perMs - now;
    if (wait > 0) return wait;
    this.paidOffAt.set(caller, paidOffAt);
    return 0;
  }

  /** Throws Problem `too-many-requests`, with Retry-After in seconds, when this caller must wait. */
  admit(caller: string): void {
    const wait = this.waitOf(caller);
    if (wait > 0) throw tooMany(wait);
  }
}

/** The limit for each account, asked by whoever knows the account; none by default. */
export class AccountPace {
  private readonly pace: Pace | undefined;

  constructor(rate: Rate | null = null) {
    this.pace = rate ? new Pace(rate) : undefined;
  }

  /** Throws Problem `too-many-requests` when the account must wait. */
  admit(account: string): void {
    this.pace?.admit(account);
  }
}

/** An address with a port, as some proxies forward it: another for each connection. */
const WITH_PORT = /^(?:\[([\da-f:.]+)\]|(\d+(?:\.\d+){3})):\d+$/i;

/** One who has IPv6 has 2^64 addresses, and so counts by its network of 64 bits; a port makes no other of anyone. */
export function callerAt(address: string): string {
  const ip = withoutPort(address);
  if (!isIPv6(ip) || /^::ffff:[\d.]+$/i.test(ip)) return ip;
  const [head = '', tail] = ip.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const known = [...groups, ...Array.from({ length: missing }, () => '0'), ...(tail ?? '').split(':')];
  return known.slice(0, 4).join(':');
}

function withoutPort(address: string): string {
  const [, v6, v4] = WITH_PORT.exec(address) ?? [];
  return v6 ?? v4 ?? address;
}

function tooMany(waitMs: number): Problem {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  return new Problem('too-many-requests', { values: { seconds }, headers: { 'retry-after': String(seconds) } });
}
