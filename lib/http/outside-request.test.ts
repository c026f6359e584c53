import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, test } from "vitest";
import { isPublicAddress, OutsideRefused, outsideUrl, requestOutside } from "./outside-request.ts";

describe("addresses of other sites", () => {
  test.each([
    "127.0.0.1",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "not an address",
  ])("are not public: %s", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
  test.each(["93.184.216.34", "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])("are public: %s", (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });
  test.each([
    "ftp://example.org/",
    "file:///etc/passwd",
    "http://user:word@example.org/",
    "http://example.org:8080/",
    "http://127.0.0.1/",
    "http://[::1]/",
    "http://2130706433/",
    "http://0x7f.1/",
    "nonsense",
  ])("are refused: %s", (address) => {
    expect(() => outsideUrl(address)).toThrow(OutsideRefused);
  });
  test("with a name that resolves to this machine are refused before a connection is made", async () => {
    let requests = 0;
    const server = http.createServer((_request, response) => {
      requests++;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await expect(requestOutside("http://localhost/", { userAgent: "test" })).rejects.toThrow(OutsideRefused);
    expect(requests).toBe(0);
    server.close();
  });
});

test("reads no more of a body than asked, and does not follow redirects", async () => {
  const server = http.createServer((request, response) => {
    if (request.url === "/away") return response.writeHead(301, { location: "/there" }).end();
    response.end("x".repeat(100_000));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const options = { userAgent: "test", allowsPrivate: true };
  const { text } = await requestOutside(`${origin}/`, { ...options, maxBytes: 1_000 });
  expect(text.length).toBeLessThan(100_000);
  expect(await requestOutside(`${origin}/away`, options)).toEqual({
    status: 301,
    location: `${origin}/there`,
    text: "",
  });
  server.closeAllConnections();
  server.close();
});
