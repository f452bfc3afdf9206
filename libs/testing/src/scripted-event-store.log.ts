/** An event as the scripted store keeps it; contents are raw text, so that they may be malformed. */
export type ScriptedEvent = Readonly<{
  id: string;
  stream: string;
  revision: number;
  /** Place in the log; positions have gaps, as a real log's have. */
  position: number;
  type: string;
  data: string;
  metadata: string;
}>;

export type Proposed = Readonly<{ id: string; type: string; data: string; metadata: string }>;

/** `any` and a revision as EventStoreDB means them; -1 is `no stream`. */
export type Expected = number | 'any';

const FIRST_POSITION = 7;
const GAP = 10;

/** A log in memory: appends at an expected revision, and takes the same ids there for the same append. */
export class ScriptedLog {
  readonly events: ScriptedEvent[] = [];

  of(stream: string): ScriptedEvent[] {
    return this.events.filter((event) => event.stream === stream);
  }

  /** The last event of the append, or the revision at which the stream stands instead. */
  append(stream: string, proposed: readonly Proposed[], expected: Expected): ScriptedEvent | { standsAt: number } {
    const there = this.of(stream);
    const standsAt = there.length - 1;
    const from = expected === 'any' ? standsAt : expected;
    const already = proposed.map((event, index) =>
      there.find((old) => old.id === event.id && old.revision === from + 1 + index),
    );
    const last = already.at(-1);
    if (last && already.every(Boolean)) return last;
    if (from !== standsAt) return { standsAt };

    for (const event of proposed) this.put(stream, event);
    return this.events.at(-1) as ScriptedEvent;
  }

  put(stream: string, event: Proposed): ScriptedEvent {
    const revision = this.of(stream).length;
    const stored = { ...event, stream, revision, position: FIRST_POSITION + this.events.length * GAP };
    this.events.push(stored);
    return stored;
  }
}
