// A proxy in front of PostgreSQL that holds back each answer.
import net from "node:net";

export class SlowProxy {
  #delayMs = 0;
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  private constructor(port: number) {
    this.#server = net.createServer((client) => {
      const upstream = net.connect(port, "127.0.0.1");
      for (const socket of [client, upstream]) {
        this.#sockets.add(socket);
        socket.setNoDelay(true).on("close", () => {
          this.#sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
        socket.on("error", () => {});
      }
      client.on("data", (chunk) => upstream.write(chunk));
      let queue = Promise.resolve();
      upstream.on("data", (chunk) => {
        const due = Date.now() + this.#delayMs;
        queue = queue.then(async () => {
          const waitMs = Math.min(due - Date.now(), this.#delayMs);
          if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
          if (!client.destroyed) client.write(chunk);
        });
      });
    });
  }

  static async start(port: number): Promise<SlowProxy> {
    const proxy = new SlowProxy(port);
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  /** Each answer from now on is late by so many milliseconds. */
  delay(ms: number): void {
    this.#delayMs = ms;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}
