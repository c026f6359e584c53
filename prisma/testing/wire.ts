// A connection to the database that a test can cut.
import net, { type AddressInfo } from "node:net";

export type Wire = {
  /** The same connection string, through this connection. */
  through(url: string): string;
  cut(): void;
  mend(): void;
  close(): Promise<void>;
};

export async function layWire(url: string): Promise<Wire> {
  const target = Number(new URL(url).port);
  const sockets = new Set<net.Socket>();
  let isCut = false;
  const server = net.createServer((here) => {
    if (isCut) {
      here.destroy();
      return;
    }
    const there = net.connect(target, "127.0.0.1");
    for (const [socket, other] of [
      [here, there],
      [there, here],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
  };
  return {
    cut,
    through(given) {
      const address = new URL(given);
      address.port = String(port);
      return address.href;
    },
    mend() {
      isCut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
