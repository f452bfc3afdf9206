import { startBuilt, untilSaid, type BuiltApp, type BuiltAppOptions } from '@fuyuan/testing';
import { request } from '../running/http-call';
import { GaveUp, until } from '../running/until';

/** One process of a town. */
export class Member {
  readonly url: string;
  readonly app: BuiltApp;
  private how: number | NodeJS.Signals | undefined;
  private wasReady = false;

  constructor(
    private readonly name: string,
    readonly port: number,
    options: BuiltAppOptions,
  ) {
    this.url = `http://127.0.0.1:${port}`;
    this.app = startBuilt(`${name}/src/main`, options);
    void this.app.ended.then((how) => (this.how = how));
  }

  /** Whether it has ended, by itself or because it was ended. */
  get isGone(): boolean {
    return this.how !== undefined;
  }

  async says(pattern: RegExp): Promise<void> {
    await untilSaid(this.app, pattern);
  }

  /** Waits until it is ready. Errors: it ended instead; with all that it said. */
  ready(): Promise<true> {
    return until(
      `${this.name} to be ready`,
      async () => {
        if (this.isGone) throw new GaveUp(`${this.name} ended (${this.how}):\n${this.app.output()}`);
        const { status, text } = await request(this.url, { method: 'GET', path: '/health/ready' });
        if (status !== 200) throw new Error(text);
        this.wasReady = true;
        return true as const;
      },
      60_000,
    );
  }

  /** One that had come up and then ended by itself was to go on: says so. */
  get gaveUp(): string | undefined {
    return this.isGone && this.wasReady ? `${this.name} ended (${this.how}):\n${this.app.output()}` : undefined;
  }

  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals> {
    return this.app.stop(signal);
  }
}
