// The protocol with its own client over real connections.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { Upload } from "tus-js-client";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Person } from "#lib/actor.ts";
import { createPerson } from "../../prisma/factories.ts";
import { receiveUpload, resumablePath } from "./resumable.ts";

let person: Person;
let server: http.Server;
/** Method and offset of each request. */
let log: string[];
/** Closes the connection of an appending request after so many bytes, once. */
let cutAfter: number | null;

beforeEach(async () => {
  person = await createPerson("REPORTER");
  log = [];
  cutAfter = null;
  server = http.createServer((request, response) => {
    log.push(`${request.method} ${request.headers["upload-offset"] ?? ""}`.trim());
    if (request.method === "PATCH" && cutAfter !== null) {
      let seen = 0;
      const limit = cutAfter;
      cutAfter = null;
      request.on("data", (chunk: Buffer) => {
        seen += chunk.length;
        if (seen >= limit) request.destroy();
      });
    }
    const hasBody = request.method === "PATCH" || request.method === "POST";
    const given = new Request(`http://localhost${request.url}`, {
      method: request.method ?? "GET",
      headers: request.headers as Record<string, string>,
      ...(hasBody ? { body: Readable.toWeb(request) as ReadableStream<Uint8Array>, duplex: "half" } : {}),
    } as RequestInit);
    const id = request.url?.slice(resumablePath.length + 1) || null;
    void receiveUpload(person, given, id).then(
      async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers));
        response.end(Buffer.from(await answer.arrayBuffer()));
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterEach(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

test("a client whose connection is cut sends only what has not arrived", async () => {
  const bytes = Buffer.alloc(6_000_000, 7);
  cutAfter = 2_000_000;
  await new Promise<void>((resolve, reject) => {
    new Upload(bytes, {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}${resumablePath}`,
      retryDelays: [0, 50, 50],
      metadata: { purpose: "picture", filename: "Größe 1.jpg" },
      onSuccess: () => resolve(),
      onError: reject,
    }).start();
  });
  expect(log.slice(0, 3)).toEqual(["POST", "PATCH 0", "HEAD"]);
  const offset = Number(/^PATCH (\d+)$/.exec(log[3] ?? "")?.[1]);
  expect(offset).toBeGreaterThan(0);
  expect(offset).toBeLessThan(bytes.length);
  expect(log).toHaveLength(4);
});
