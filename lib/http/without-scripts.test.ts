import http from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "#prisma/testing/raw-http.ts";
import { isPreview, sendWithoutScripts, withoutScripts } from "./without-scripts.ts";

test("takes out scripts and what preloads them, and nothing else", () => {
  const html =
    '<head><script src="/a.js" async=""></script><link rel="preload" as="script" fetchPriority="low" href="/a.js"/><link rel="modulepreload" href="/b.js"/>' +
    '<link rel="stylesheet" href="/s.css"/><link rel="preload" as="font" href="/f.woff2"/><script type="application/ld+json">{"a":"b"}</script></head>' +
    '<body><p>1 &lt;script&gt; 2</p><script>self.x="<p>"\n+1</script><script id="_R_">go()</script></body>';
  expect(withoutScripts(html)).toBe(
    '<head><link rel="stylesheet" href="/s.css"/><link rel="preload" as="font" href="/f.woff2"/><script type="application/ld+json">{"a":"b"}</script></head>' +
      "<body><p>1 &lt;script&gt; 2</p></body>",
  );
});

test.each([
  ["/desk/preview/1", true],
  ["/desk/preview/1/card", true],
  ["/desk/preview/1/outgoing?kind=CORRECTION", true],
  ["/desk/front-preview/1/draft", true],
  ["/desk/stories/1/preview", false],
  ["/desk", false],
])("decides whether %s is a preview", (url, is) => {
  expect(isPreview(url)).toBe(is);
});

let server: http.Server;
let origin = "";
beforeAll(async () => {
  server = http.createServer((request, response) => {
    sendWithoutScripts(request, response);
    const type = request.url === "/picture" ? "image/png" : "text/html; charset=utf-8";
    response.setHeader("content-type", type);
    if (request.url === "/redirect") response.writeHead(307, { location: "/sign-in" });
    // A script that is cut in two by the chunks, and a letter of two bytes too.
    const bytes = Buffer.from("<p>ü</p><script>1</script><p>end</p>");
    response.write(bytes.subarray(0, 4));
    response.write(bytes.subarray(4, 15), () => response.end(bytes.subarray(15)));
  });
  origin = `http://127.0.0.1:${await listen(server)}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

test("sends a page that is written in pieces without its scripts", async () => {
  expect(await (await fetch(`${origin}/page`)).text()).toBe("<p>ü</p><p>end</p>");
});

test("leaves what is no page as it is", async () => {
  expect(await (await fetch(`${origin}/picture`)).text()).toContain("<script>");
});

test("keeps status and headers of a redirect", async () => {
  const answer = await fetch(`${origin}/redirect`, { redirect: "manual" });
  expect([answer.status, answer.headers.get("location")]).toEqual([307, "/sign-in"]);
});
