// The public site without Next's server: a press in front of the route handlers themselves. A test that uses it replaces
// "server-only", which throws in plain Node, and `headers` of "next/headers", which needs that server.
import http from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { isInApi } from "#lib/press/canonical.ts";
import { shared } from "#lib/process.ts";
import { answerPicture } from "#lib/static/picture-door.ts";
import { ask, type House, openHouse } from "./press-house.ts";

const host = "news.example.org";
/** What `headers` of "next/headers" gives in a request of this site. */
export const siteHeaders = (): Headers => new Headers({ host, "x-forwarded-proto": "https" });

type Params = { params: Promise<{ section: string }> };
type Route = (request: NextRequest, context: Params) => Promise<Response>;

async function loadRoutes(): Promise<(path: string) => { route: Route; section?: string }> {
  const [page, search, rss, atom, json, sitemap, news, sectionRss, sectionAtom, sectionJson, api] = await Promise.all([
    import("#app/(site)/[[...path]]/route.ts"),
    import("#app/(site)/search/route.tsx"),
    import("#app/(site)/rss.xml/route.ts"),
    import("#app/(site)/atom.xml/route.ts"),
    import("#app/(site)/feed.json/route.ts"),
    import("#app/(site)/sitemap.xml/route.ts"),
    import("#app/(site)/news-sitemap.xml/route.ts"),
    import("#app/(site)/[section]/rss.xml/route.ts"),
    import("#app/(site)/[section]/atom.xml/route.ts"),
    import("#app/(site)/[section]/feed.json/route.ts"),
    import("#app/api/v1/[[...path]]/route.ts"),
  ]);
  const fixed: Record<string, { GET: Route }> = {
    "/search": search,
    "/rss.xml": rss,
    "/atom.xml": atom,
    "/feed.json": json,
    "/sitemap.xml": sitemap,
    "/news-sitemap.xml": news,
  };
  const feeds: Record<string, { GET: Route }> = {
    "rss.xml": sectionRss,
    "atom.xml": sectionAtom,
    "feed.json": sectionJson,
  };
  return (path) => {
    if (isInApi(path)) return { route: api.GET };
    const [, section, file = ""] = /^\/(.+)\/([^/]+)$/.exec(path) ?? [];
    const feed = feeds[file];
    if (section !== undefined && feed) return { route: feed.GET, section };
    return { route: (fixed[path] ?? (page as { GET: Route })).GET };
  };
}

/** Opens the site, which takes the purges of this process. Pictures are sent as the server sends them. */
export async function openPublicSite(): Promise<Pick<House, "get" | "close">> {
  const routeOf = await loadRoutes();
  shared().style = () => ""; // the build makes the style sheets
  const house = await openHouse(async (url) => {
    const headers = siteHeaders();
    headers.set("x-galley-path", url.split("?", 1)[0] ?? "/");
    const request = new NextRequest(`https://${host}${url}`, { headers });
    const { route, section = "" } = routeOf(request.nextUrl.pathname);
    const answer = await route(request, { params: Promise.resolve({ section }) });
    return { status: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
  });
  shared().press = house.press;
  const pictures = http.createServer((request, response) => void answerPicture(request, response));
  await new Promise<void>((resolve) => pictures.listen(0, "127.0.0.1", resolve));
  const { port } = pictures.address() as AddressInfo;
  return {
    get: (path, headers) => (path.startsWith("/pictures/") ? ask(port, path) : house.get(path, headers)),
    close: async () => {
      delete shared().press;
      delete shared().style;
      await house.close();
      await new Promise((resolve) => pictures.close(resolve));
    },
  };
}
