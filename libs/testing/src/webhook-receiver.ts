import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TestCertificate } from './certificate';

/** One request as it came. */
export type WebhookCall = Readonly<{
  id: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  text: string;
  event: Readonly<Record<string, unknown>>;
}>;

/** A status, or more than that; `after`: waits for it before it answers; `never`: does not answer. */
type Full = Readonly<{ status: number; headers?: Record<string, string>; body?: string; after?: Promise<unknown> }>;
export type WebhookAnswer = number | Full | 'never';

/** A receiver of webhooks on this machine, as an agency has one: real HTTP, or HTTPS with a certificate. */
export class WebhookReceiver {
  /** What it says to each call; takes everything unless told. */
  answer: (call: WebhookCall) => WebhookAnswer = () => 204;
  /** Everything that came, taken or not. */
  readonly calls: WebhookCall[] = [];
  /** What it said 2xx to, in order. */
  readonly taken: WebhookCall[] = [];
  /** How many calls were under way at once, at most. */
  mostAtOnce = 0;
  private underWay = 0;

  private constructor(
    private readonly server: http.Server,
    private readonly scheme: string,
  ) {}

  static async start(certificate?: TestCertificate, port = 0): Promise<WebhookReceiver> {
    const listener: http.RequestListener = (request, response) => receiver.hear(request, response);
    const server = certificate ? https.createServer(certificate, listener) : http.createServer(listener);
    const receiver = new WebhookReceiver(server, certificate ? 'https' : 'http');
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `${this.scheme}://127.0.0.1:${(this.server.address() as AddressInfo).port}/inbox`;
  }

  idsTaken(): string[] {
    return this.taken.map(({ id }) => id);
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    this.server.closeAllConnections();
    await closed;
  }

  private hear(request: http.IncomingMessage, response: http.ServerResponse): void {
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    response.on('close', () => (this.underWay -= 1));
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => void this.reply(request, Buffer.concat(parts).toString(), response));
  }

  private async reply(request: http.IncomingMessage, text: string, response: http.ServerResponse): Promise<void> {
    const headers = request.headers as Record<string, string>;
    const { 'webhook-id': id = '' } = headers;
    const event = JSON.parse(text) as Record<string, unknown>;
    const call = { id, path: String(request.url), headers, text, event };
    this.calls.push(call);
    const answer = this.answer(call);
    if (answer !== 'never') await this.say(typeof answer === 'number' ? { status: answer } : answer, call, response);
  }

  private async say(
    { status, headers = {}, body = '', after }: Full,
    call: WebhookCall,
    response: http.ServerResponse,
  ) {
    await after;
    if (response.destroyed) return;
    if (status >= 200 && status < 300) this.taken.push(call);
    response.writeHead(status, headers).end(status === 204 ? undefined : body);
  }
}
