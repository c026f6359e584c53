// Readers who ask for one story over and over, in a process of their own. Started with fork(): port, path, how many.
import http from "node:http";

export type FloodResult = {
  answers: number;
  statuses: Record<string, number>;
  broken: number;
  erased: number[];
  slowest: number;
};

const [port, path, clients] = [Number(process.argv[2]), process.argv[3] ?? "/", Number(process.argv[4])];
const agent = new http.Agent({ keepAlive: true, maxSockets: clients });
const result: FloodResult = { answers: 0, statuses: {}, broken: 0, erased: [], slowest: 0 };
/** The editor was shown that everything below this number is gone. */
let gone = 0;
/** How many answers there have to be until every reader has read it since. */
let toRead = Number.POSITIVE_INFINITY;
let isOver = false;

function ask(): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    http
      .get({ host: "127.0.0.1", port, path, agent }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", reject);
        response.on("end", () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }));
      })
      .on("error", reject);
  });
}

async function read(): Promise<void> {
  while (!isOver) {
    const goneBefore = gone;
    const requestedAt = performance.now();
    try {
      const { status, text } = await ask();
      if (++result.answers === toRead) process.send?.("read");
      result.statuses[status] = (result.statuses[status] ?? 0) + 1;
      const fact = Number(/Fact (\d+)\./.exec(text)?.[1]);
      if (fact < goneBefore) result.erased.push(fact);
    } catch {
      result.broken++;
    }
    result.slowest = Math.max(result.slowest, performance.now() - requestedAt);
  }
}

process.on("message", (message: { gone: number } | "stop") => {
  if (message !== "stop") {
    gone = message.gone;
    toRead = result.answers + 2 * clients; // of those, the first were requestedAt for before
    return;
  }
  isOver = true;
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
await Promise.all(Array.from({ length: clients }, read));
process.send?.(result, () => process.exit(0));
