// HTTP as bytes on one connection, for requests that no client library would send.
import type { AddressInfo, Server } from "node:net";
import net from "node:net";

export type Exchange = { text: string; statuses: number[]; wasReset: boolean };

export async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends the parts one after the other; resolves when the server closes, or once it has given that many answers. */
export function exchange(port: number, parts: readonly (string | Buffer)[], answers = Infinity): Promise<Exchange> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1");
    let text = "";
    let wasReset = false;
    const statuses = () => [...text.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("latin1");
      if (statuses().length >= answers) socket.end(() => socket.destroy());
    });
    socket.on("error", () => {
      wasReset = true;
    });
    socket.on("close", () => resolve({ text, statuses: statuses(), wasReset }));
    for (const part of parts) socket.write(part);
  });
}
