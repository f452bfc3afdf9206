import { startBuilt, until, type BuiltApp } from '@fuyuan/testing';
import { freePort } from '../running/places';

type Member = { app: BuiltApp; url: string };

/** Two relays, as they would stand on two machines. */
export class RelayPair {
  private readonly members: Member[] = [];

  constructor(private readonly env: NodeJS.ProcessEnv) {}

  async start(): Promise<void> {
    for (let nth = 0; nth < 2; nth += 1) this.members.push(await this.newMember());
  }

  /** Kills one as a crash, and starts another in its place. */
  async replace(nth: number): Promise<void> {
    await this.kill(nth);
    this.members[nth] = await this.newMember();
  }

  async kill(nth: number): Promise<void> {
    await this.members[nth]?.app.stop('SIGKILL');
  }

  /** The largest number of facts that one of them has passed. */
  async facts(): Promise<number> {
    return Math.max(0, ...(await Promise.all(this.members.map(({ url }) => figure(url, 'fuyuan_relay_facts')))));
  }

  /** Which one publishes; -1 when none does. */
  async leader(): Promise<number> {
    const leads = await Promise.all(this.members.map(({ url }) => figure(url, 'fuyuan_relay_leads')));
    return leads.indexOf(1);
  }

  /** Waits until something that was recorded meanwhile is published. Errors: with all that the relays said. */
  async progress(ms = 45_000): Promise<void> {
    const before = await this.facts();
    try {
      await until(
        'more facts are published',
        async () => (await this.leader()) >= 0 && (await this.facts()) > before,
        ms,
      );
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.output()}`, { cause: error });
    }
  }

  output(): string {
    return this.members.map(({ app }, nth) => `--- relay ${nth}\n${app.output().slice(-4_000)}`).join('\n');
  }

  async stop(): Promise<(number | NodeJS.Signals)[]> {
    return Promise.all(this.members.map(({ app }) => app.stop()));
  }

  private async newMember(): Promise<Member> {
    const port = await freePort();
    const app = startBuilt('relay/src/main', { env: { ...this.env, HTTP_PORT: String(port) } });
    return { app, url: `http://127.0.0.1:${port}` };
  }
}

async function figure(url: string, name: string): Promise<number> {
  const text = await fetch(`${url}/metrics`).then(
    (answer) => answer.text(),
    () => '',
  );
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? 0);
}
