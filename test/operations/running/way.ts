import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a port of this machine on which what is open may fall silent: nothing is closed, and nothing comes. */
export class Way {
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly port: number,
    to: number,
  ) {
    server.on('connection', (client) => {
      const there = connect({ port: to, host: '127.0.0.1', noDelay: true });
      const part = () => [client, there].forEach((socket) => socket.destroy());
      for (const socket of [client, there]) {
        this.open.add(socket);
        socket.on('error', part).on('close', () => {
          this.open.delete(socket);
          part();
        });
      }
      client.pipe(there).pipe(client);
    });
  }

  static to(port: number): Promise<Way> {
    const server = createServer({ noDelay: true });
    return new Promise((resolve, reject) => {
      server.once('error', reject).listen(0, '127.0.0.1', () => {
        const address = server.address();
        if (address && typeof address === 'object') resolve(new Way(server, address.port, port));
      });
    });
  }

  /** Whoever is connected now hears nothing any more and is not heard, for ever; who comes later is. How many they are. */
  hush(): number {
    const connected = this.open.size / 2;
    for (const socket of this.open) socket.unpipe().on('data', () => undefined);
    return connected;
  }

  async close(): Promise<void> {
    for (const socket of this.open) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }
}
