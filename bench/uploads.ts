// `npm run bench:uploads -- 500`: uploads so many pictures of all kinds in a row, three at a time as a browser does, while a
// reader and a colleague keep asking for pages of the same process. Prints rate, memory, and the slowest answer meanwhile.
// After SIGINT it prints the figures so far.
import { execFileSync } from "node:child_process";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Person } from "#lib/actor.ts";
import { DomainError } from "#lib/errors.ts";
import { findPictureFacts } from "#lib/pictures/data.ts";
import { searchPictures } from "#lib/pictures/library/search-data.ts";
import { servePicture } from "#lib/pictures/serve.ts";
import type { UploadedPicture } from "#lib/pictures/upload-mutations.ts";
import { receiveUpload, resumablePath, takeUpload } from "#lib/uploads/resumable.ts";
import { createPerson } from "#prisma/factories.ts";
import { withDatabase } from "./database.ts";
import { type BenchFile, mixedFiles } from "./uploads/files.ts";

const count = Number(process.argv[2] ?? 500);
const parallel = 3;
/** What the product promises, in ms. */
const promised = 1000;
/** Milliseconds between two requests for a page. */
const pauseMs = 50;

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
const base64 = (text: string) => Buffer.from(text).toString("base64");

async function upload(actor: Person, { name, bytes }: BenchFile): Promise<UploadedPicture> {
  const request = new Request(`http://localhost${resumablePath}`, {
    method: "POST",
    headers: {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `purpose ${base64("picture")},filename ${base64(name)}`,
      "content-type": "application/offset+octet-stream",
    },
    body: new Uint8Array(bytes),
  });
  const { headers } = await receiveUpload(actor, request, null);
  return (await takeUpload(actor, headers.get("location")?.split("/").at(-1) ?? "", {})) as UploadedPicture;
}

/** Memory of the decoding processes in bytes; 0 where `ps` does not tell. */
function childrenBytes(): number {
  try {
    const out = execFileSync("ps", ["-o", "rss=", "--ppid", String(process.pid)], { encoding: "utf8" });
    return out.split("\n").reduce((sum, line) => sum + Number(line) * 1024, 0);
  } catch {
    return 0;
  }
}

await withDatabase(async () => {
  const files = await mixedFiles(count);
  const actor = await createPerson("REPORTER");
  let last: string | null = null;
  // The library as a colleague sees it, and a rendition as a reader gets it.
  const server = http.createServer(async (request, response) => {
    if (request.url === "/library") response.end(JSON.stringify(await searchPictures(actor, { q: "", zone: "UTC" })));
    else {
      const facts = last ? await findPictureFacts(actor, last) : null;
      const smallest = facts?.renditions.find(({ format }) => format === "jpeg");
      const answer =
        facts && smallest
          ? await servePicture({ method: "GET", headers: new Headers() }, facts, `${smallest.width}.jpg`, true)
          : null;
      response.end(answer ? Buffer.from(await answer.arrayBuffer()) : "");
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const outcomes = new Map<string, number>();
  const waits: Record<string, number[]> = { "/library": [], "/picture": [] };
  let [isOver, ownPeak, childrenPeak] = [false, 0, 0];
  let [isStopped, sent, done] = [false, 0, 0];
  process.once("SIGINT", () => {
    isStopped = true;
  });
  const ask = async (path: string) => {
    while (!isOver) {
      const began = performance.now();
      await (await fetch(address + path)).arrayBuffer();
      waits[path]?.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
  };
  const watching = setInterval(() => {
    ownPeak = Math.max(ownPeak, process.memoryUsage.rss());
    childrenPeak = Math.max(childrenPeak, childrenBytes());
  }, 500);
  const asking = [ask("/library"), ask("/picture")];

  const before = process.memoryUsage.rss();
  const began = performance.now();
  const left = files.entries();
  const send = async () => {
    for (const [, file] of left) {
      if (isStopped) return;
      sent += file.bytes.length;
      done += 1;
      const outcome = await upload(actor, file).then(
        ({ picture, isNew, alike }) => {
          last = picture.id;
          return !isNew ? "the same bytes" : alike.length > 0 ? "stored, looks like another" : "stored";
        },
        (error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          return `refused: ${error.code} ${(error.detail as { reason?: string }).reason ?? ""}`.trim();
        },
      );
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: parallel }, send));
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  clearInterval(watching);
  await Promise.all(asking);
  server.close();

  console.log(
    `${done} files, ${megabytes(sent)} MB, in ${Math.round(seconds)} s: ${(done / seconds).toFixed(2)} a second`,
  );
  for (const [outcome, number] of [...outcomes].sort()) console.log(`  ${number} ${outcome}`);
  console.log(
    `memory: ${megabytes(before)} MB before, at most ${megabytes(ownPeak)} MB; decoding processes at most ${megabytes(childrenPeak)} MB`,
  );
  let isGood = true;
  for (const [path, times] of Object.entries(waits)) {
    times.sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0);
    console.log(
      `${path}: ${times.length} requests meanwhile, median ${at(0.5)} ms, p99 ${at(0.99)} ms, slowest ${at(1)} ms`,
    );
    isGood &&= at(1) < promised;
  }
  if (!isGood) {
    console.log(`A request waited for more than ${promised} ms.`);
    process.exitCode = 1;
  }
});
