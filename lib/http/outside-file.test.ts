import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { loadOutsideFile } from "./outside-file.ts";
import { OutsideRefused } from "./outside-request.ts";

let server: http.Server;
const given = { userAgent: "test", maxBytes: 1_000, allowsPrivate: true };

async function serve(answer: http.RequestListener): Promise<string> {
  server = http.createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`;
}
afterEach(() => server?.closeAllConnections());

test("continues a file at the byte where the connection broke", async () => {
  const ranges: (string | undefined)[] = [];
  const address = await serve((request, response) => {
    ranges.push(request.headers.range);
    if (request.headers.range === "bytes=4-" && request.headers["if-range"] === '"v1"') {
      response.writeHead(206, { "content-range": "bytes 4-7/8", etag: '"v1"' });
      response.end("last");
      return;
    }
    response.writeHead(200, { "content-length": 8, etag: '"v1"' });
    response.write("half", () => response.destroy());
  });
  expect((await loadOutsideFile(address, given)).toString()).toBe("halflast");
  expect(ranges).toEqual([undefined, "bytes=4-"]);
});

test("follows a few redirects, and no endless ones", async () => {
  let hops = 0;
  const address = await serve((request, response) => {
    const isLast = request.url === "/a.png" && hops > 1;
    hops += 1;
    if (isLast) response.end("here");
    else response.writeHead(302, { location: request.url === "/endless" ? "/endless" : "/a.png" }).end();
  });
  expect((await loadOutsideFile(address, given)).toString()).toBe("here");
  await expect(loadOutsideFile(address.replace("a.png", "endless"), given)).rejects.toThrow("more than 5");
});

test("stops at the limit of bytes, announced or not", async () => {
  const address = await serve((request, response) => {
    if (request.url?.includes("announced")) response.writeHead(200, { "content-length": 2_000 });
    response.end(Buffer.alloc(2_000));
  });
  await expect(loadOutsideFile(address, given)).rejects.toThrow("it is larger than");
  await expect(loadOutsideFile(`${address}?announced`, given)).rejects.toThrow("it is larger than");
});

test("requests no private address, not even by a redirect from a public one", async () => {
  await expect(loadOutsideFile("http://169.254.169.254/", { ...given, allowsPrivate: false })).rejects.toThrow(
    OutsideRefused,
  );
});

test("says when a site stays silent or answers with an error", async () => {
  const address = await serve((request, response) => {
    if (!request.url?.includes("silent")) response.writeHead(404).end();
  });
  await expect(loadOutsideFile(address, given)).rejects.toThrow("answers with status 404");
  await expect(loadOutsideFile(`${address}?silent`, { ...given, timeoutMs: 30, attempts: 1 })).rejects.toMatchObject({
    isConnection: true,
  });
});
