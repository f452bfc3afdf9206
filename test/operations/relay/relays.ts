import { setTimeout as pause } from 'node:timers/promises';
import { startBuilt, until, type BuiltApp } from '@fuyuan/testing';
import { freePort } from '../running/places';

/** One relay in a process of its own. */
export type Member = Readonly<{ app: BuiltApp; url: string; name: string }>;

/** Long enough for a machine that does other work as well. */
const PATIENCE_MS = 120_000;
const ASKED_EVERY_MS = 80;

/** Relays that stand for the same lead, as they would on several machines. */
export class Relays {
  private readonly members: Member[] = [];
  private started = 0;

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  /** Another one; `env` is for it alone. It need not be up yet. */
  async start(env: NodeJS.ProcessEnv = {}): Promise<Member> {
    const port = await freePort();
    const app = startBuilt('relay/src/main', { env: { ...this.env, HTTP_PORT: String(port), ...env } });
    this.started += 1;
    const member = { app, url: `http://127.0.0.1:${port}`, name: `relay ${this.started}` };
    this.members.push(member);
    return member;
  }

  /** Waits until one is up, or has ended. */
  async up({ app, url, name }: Member): Promise<void> {
    let over = false;
    void app.ended.then(() => (over = true));
    await this.holds(`${name} is up`, async () => over || (await fetch(url).then(Boolean, () => false)));
  }

  /** Ends one, and waits for its end. */
  async end(member: Member, signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    const how = await member.app.stop(signal);
    this.forget(member);
    return how;
  }

  /** One that ended by itself is asked no more. */
  forget(member: Member): void {
    this.members.splice(this.members.indexOf(member), 1);
  }

  /** The largest number of facts that one of them has passed. */
  async facts(): Promise<number> {
    return Math.max(0, ...(await Promise.all(this.members.map(({ url }) => figure(url, 'fuyuan_relay_facts')))));
  }

  /** Who publishes; none when nobody does. */
  async leader(): Promise<Member | undefined> {
    const leads = await Promise.all(this.members.map(({ url }) => figure(url, 'fuyuan_relay_leads')));
    return this.members[leads.indexOf(1)];
  }

  /** Waits until one of them leads. */
  async led(ms = PATIENCE_MS): Promise<Member> {
    await this.holds('one leads', async () => (await this.leader()) !== undefined, ms);
    return (await this.leader()) ?? this.led(ms);
  }

  /** Waits until something that was recorded meanwhile is published. */
  async progress(ms = PATIENCE_MS): Promise<void> {
    const before = await this.facts();
    const more = async () => (await this.leader()) !== undefined && (await this.facts()) > before;
    await this.holds('more facts are published', more, ms);
  }

  /** Waits; it asks no oftener than the relays can bear. Errors: with all that they said. */
  async holds(what: string, holds: () => boolean | Promise<boolean>, ms = PATIENCE_MS): Promise<void> {
    const asked = async () => (await holds()) || (await pause(ASKED_EVERY_MS, false));
    await until(what, asked, ms).catch(async (error: Error) => {
      throw new Error(`${error.message}\n${await this.said()}`, { cause: error });
    });
  }

  private async said(): Promise<string> {
    const told = this.members.map(async ({ app, url, name }) => {
      const figures = (await metrics(url)).match(/^fuyuan_relay_.*$/gm) ?? ['it does not answer'];
      return `--- ${name}: ${figures.join(', ')}\n${app.output().slice(-4_000)}`;
    });
    return (await Promise.all(told)).join('\n');
  }

  async stop(): Promise<(number | NodeJS.Signals)[]> {
    return Promise.all(this.members.splice(0).map(({ app }) => app.stop()));
  }
}

const figure = async (url: string, name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)`, 'm').exec(await metrics(url))?.[1] ?? 0);

const metrics = (url: string): Promise<string> =>
  fetch(`${url}/metrics`, { signal: AbortSignal.timeout(2_000) }).then(
    (answer) => answer.text(),
    () => '',
  );
