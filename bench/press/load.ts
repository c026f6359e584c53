// Asks for one page over many connections for some seconds and says how often it was answered. Raw sockets, because it
// must not be what is measured. Arguments: port, path, connections, seconds.
import net from "node:net";

const [port, path, connections, seconds] = [
  Number(process.argv[2]),
  process.argv[3] ?? "/",
  Number(process.argv[4]),
  Number(process.argv[5]),
];
const request = Buffer.from(
  `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept-Encoding: gzip, deflate, br\r\nUser-Agent: bench\r\n\r\n`,
);
let answers = 0;
let failures = 0;

for (let index = 0; index < connections; index++) {
  const socket = net.connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  let missing = 0; // bytes of the answer that are still to come
  socket.on("connect", () => socket.write(request));
  socket.on("error", () => failures++);
  socket.on("data", (chunk) => {
    if (missing === 0) {
      const end = chunk.indexOf("\r\n\r\n"); // heads are small and come in one piece on this machine
      const head = chunk.toString("latin1", 0, end);
      if (!head.startsWith("HTTP/1.1 200")) failures++;
      missing = end + 4 + Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
    }
    missing -= chunk.length;
    if (missing > 0) return;
    missing = 0;
    answers++;
    socket.write(request);
  });
}
setTimeout(() => {
  const begun = answers;
  setTimeout(() => {
    console.log(JSON.stringify({ perSecond: Math.round((answers - begun) / seconds), failures }));
    process.exit(0);
  }, seconds * 1_000);
}, 1_000); // until everything is warm
