/** One read side, asked as one account. */
export type ReadSideAddress = Readonly<{
  /** Of the read side, or of the standalone: `http://127.0.0.1:3000`. */
  url: string;
  side: string;
  account: string | undefined;
  password: string | undefined;
  /** Instead of account and password. */
  token: string | undefined;
}>;

/** The read side said no; `said` is its problem document, or what it said else. */
export class SaidNo extends Error {
  override readonly name = 'SaidNo';

  constructor(
    readonly status: number,
    readonly said: unknown,
  ) {
    super(`${status}`);
  }
}

type Json = Readonly<Record<string, unknown>>;

const WAIT_MS = 30_000;

export class ReadSideClient {
  private token: string | undefined;

  constructor(private readonly address: ReadSideAddress) {
    this.token = address.token;
  }

  get(path: string): Promise<Json> {
    return this.asMyself('GET', path);
  }

  post(path: string, body: object): Promise<Json> {
    return this.asMyself('POST', path, body);
  }

  /** Errors: SaidNo; of the network. A token that has expired is asked for again, once. */
  private async asMyself(method: 'GET' | 'POST', path: string, body?: object): Promise<Json> {
    const at = `/${this.address.side}/v1/${path}`;
    this.token ??= await this.signIn();
    try {
      return await this.ask(method, at, body);
    } catch (error) {
      if (!(error instanceof SaidNo && error.status === 401) || this.address.token !== undefined) throw error;
      this.token = await this.signIn();
      return this.ask(method, at, body);
    }
  }

  private async signIn(): Promise<string> {
    const { account, password } = this.address;
    const { accessToken } = await this.ask('POST', '/v1/sign-in', { account, password });
    return String(accessToken);
  }

  private async ask(method: 'GET' | 'POST', path: string, body?: object): Promise<Json> {
    const answer = await fetch(new URL(path, this.address.url), {
      method,
      signal: AbortSignal.timeout(WAIT_MS),
      headers: {
        ...(this.token === undefined ? {} : { authorization: `Bearer ${this.token}` }),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    const said = jsonIn(text);
    if (!answer.ok) throw new SaidNo(answer.status, said);
    return said as Json;
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
