// Next behind the press: readers' GETs go to the press, everything else to Next with a nonce.
import { randomBytes } from "node:crypto";
import type http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import next from "next";
import { collectDefaultMetrics } from "prom-client";
import { callerAddress, networkOf } from "#lib/auth/caller.ts";
import { isClientFault } from "#lib/client-fault.ts";
import { listTestedPaths } from "#lib/fronts/headline-data.ts";
import { countVisits } from "#lib/fronts/headline-mutations.ts";
import { replaceFailedPage } from "#lib/http/failed-page.ts";
import { createServer, passGate } from "#lib/http/gate.ts";
import { newsroomPolicy } from "#lib/http/newsroom-policy.ts";
import { isPreview, sendWithoutScripts } from "#lib/http/without-scripts.ts";
import { collectWhenIdle } from "#lib/idle-memory.ts";
import { FrontWorker } from "#lib/jobs/front-worker.ts";
import { ImportWorker } from "#lib/jobs/import-worker.ts";
import { PictureWorker } from "#lib/jobs/picture-worker.ts";
import { startJobs } from "#lib/jobs/run.ts";
import { ScheduleWorker } from "#lib/jobs/schedule-worker.ts";
import { startSealing } from "#lib/jobs/seal-worker.ts";
import { log } from "#lib/log.ts";
import { mediaPath } from "#lib/media/addresses.ts";
import { stopListener } from "#lib/postgres/listener.ts";
import { StartError } from "#lib/postgres/open.ts";
import { databaseProcess } from "#lib/postgres/supervisor.ts";
import { sendBackSoon } from "#lib/press/back-soon.ts";
import { isInApi, publicPage } from "#lib/press/canonical.ts";
import { serveForm, type TakeForm } from "#lib/press/form-handler.ts";
import { commonHeaders, type Host } from "#lib/press/headers.ts";
import { serveMetrics } from "#lib/press/metrics-handler.ts";
import { checkPages } from "#lib/press/mutations.ts";
import { checkNightly } from "#lib/press/nightly.ts";
import { nodeIdOf, removeFormerPages } from "#lib/press/node-id.ts";
import { Press } from "#lib/press/press.ts";
import type { CountedRequest } from "#lib/press/read-counts.ts";
import { settings, shared } from "#lib/process.ts";
import { countMisses } from "#lib/promotions/miss-mutations.ts";
import { countReads } from "#lib/reads/mutations.ts";
import { listQueryRedirects, queryRedirectsTag } from "#lib/redirects/data.ts";
import { countRedirects } from "#lib/redirects/mutations.ts";
import { QueryRedirects } from "#lib/redirects/query-redirects.ts";
import { receiveReport } from "#lib/reports/mutations.ts";
import { reportPath } from "#lib/reports/schema.ts";
import { requestIdFrom, withRequestId } from "#lib/request-id.ts";
import { publicHost, readable } from "#lib/site-origin.ts";
import { type Mount, StaticFiles } from "#lib/static/files.ts";
import { findIsland, islandsAt } from "#lib/static/island.ts";
import { answerMedia } from "#lib/static/media-door.ts";
import { mountsOf } from "#lib/static/mounts.ts";
import { answerPicture } from "#lib/static/picture-door.ts";
import { answerReview, isForReview } from "#lib/static/review-door.ts";
import { findStyles } from "#lib/static/styles.ts";

type Exchange = [request: http.IncomingMessage, response: http.ServerResponse];

export type Server = { port: number; stop(): Promise<void> };

/** Serves site and newsroom. The database is open by now. Throws StartError when the port is taken. */
export async function serve({ dev, say }: { dev: boolean; say: (line: string) => void }): Promise<Server> {
  const { port, host } = settings();
  const server = createServer(dev);
  // Binds the port first, so that a second Galley fails before anything slow begins.
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        error.code === "EADDRINUSE"
          ? new StartError(`Port ${port} is taken by another program: set PORT to a free one.`)
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
  const bound = (server.address() as AddressInfo).port;
  shared().settings = { ...settings(), port: bound }; // addresses in mails name it where GALLEY_URL is not set
  // Requests that arrive before the pages are ready get 503, or they would wait for an answer for ever.
  const tooEarly = (request: http.IncomingMessage, response: http.ServerResponse) =>
    sendBackSoon(request, response, publicHost(readable(request.headers)));
  server.on("request", tooEarly);
  const app = next({ dev, hostname: "localhost", port: bound, httpServer: server });
  await app.prepare();
  if (dev) say("Pages are compiled when they are first opened");
  const handle = app.getRequestHandler();
  const { data, pressMemory, maxStaleMs, cdn } = settings();
  const press = new Press(handle, {
    dev,
    memory: pressMemory,
    maxStaleMs,
    cdn,
    node: nodeIdOf(data),
    name: `${os.hostname()}:${bound}`,
    networkOf: (request) => networkOf(callerOf(request)),
  });
  removeFormerPages(data);
  shared().press = press; // for mutations, which purge pages
  collectDefaultMetrics({ register: press.metrics.registry });
  await press.start();

  const files = new StaticFiles(
    dev ? [await makeIsland(data)] : mountsOf(dist(), path.join(import.meta.dirname, "public")),
  );
  findIsland(dev ? islandFolder(data) : path.join(dist(), "static", "island"));
  if (dev) await watchStyles();
  else findStyles(path.join(dist(), "styles"));

  const queryRedirects = new QueryRedirects(press.generations, queryRedirectsTag, listQueryRedirects);
  const serveWithQuery = async (page: string, host: Host, ...exchange: Exchange): Promise<void> => {
    const [request, response] = exchange;
    const found = await queryRedirects.find(request.url ?? "").catch((error) => {
      log.warn({ error }, "redirects with a query could not be loaded; serving the page without them");
      return null;
    });
    if (!found) return press.serve(page, host, request, response);
    press.redirects.count(found.from);
    response.writeHead(301, { ...commonHeaders(host), location: found.to, "cache-control": "no-cache" }).end();
  };

  server.off("request", tooEarly);
  const answer = (request: http.IncomingMessage, response: http.ServerResponse, requestId: string): void => {
    const host = publicHost(readable(request.headers));
    if (!passGate(request, response, { headers: () => commonHeaders(host), dev })) return;
    const isReading = request.method === "GET" || request.method === "HEAD";
    // What programs send to the API is for its route handlers.
    const isWriting = !isReading && isInApi((request.url ?? "").replace(/\?.*$/s, ""));
    const page = isWriting ? undefined : publicPage(request.url ?? "/");
    if (page && isReading) {
      if (request.url?.includes("?")) void serveWithQuery(page, host, request, response);
      else void press.serve(page, host, request, response);
      return;
    }
    const form = request.method === "POST" ? forms.get(page?.replace(/\?.*$/s, "") ?? "") : undefined;
    if (page && form) {
      void serveForm(
        press,
        { path: page.replace(/\?.*$/s, ""), take: form, host, caller: callerOf(request) },
        request,
        response,
      );
      return;
    }
    if (isForReview(request.url ?? "")) {
      void answerReview(press, { host, caller: callerOf(request) }, request, response);
      return;
    }
    for (const [name, value] of Object.entries(commonHeaders(host))) response.setHeader(name, value);
    response.setHeader("x-request-id", requestId);
    if (files.serve(request, response)) return;
    if (page === null) {
      response.writeHead(400, { "content-type": "text/plain" }).end("This address cannot be read.\n");
      return;
    }
    if (page !== undefined) {
      response.writeHead(405, { allow: "GET, HEAD" }).end();
      return;
    }
    if (/^\/pictures(?:[/?]|$)/.test(request.url ?? "")) {
      void answerPicture(request, response);
      return;
    }
    if (mediaPath.test(request.url ?? "")) {
      void answerMedia(request, response);
      return;
    }
    if (request.url === "/metrics") {
      void serveMetrics(request, response, press.metrics.registry, settings().metricsToken);
      return;
    }
    // The newsroom's pages need the database; what their scripts send is answered and kept by themselves.
    if (
      request.method === "GET" &&
      request.headers.accept?.startsWith("text/html") &&
      databaseProcess()?.state === "restarting"
    ) {
      sendBackSoon(request, response, host);
      return;
    }
    // RFC 8058: the address that a mail program opens as a page is the one that it posts to.
    if (request.method === "POST" && request.url?.startsWith("/unsubscribe/")) request.url = `/api${request.url}`;
    const nonce = randomBytes(16).toString("base64");
    const policy = newsroomPolicy(nonce, dev);
    request.headers["content-security-policy"] = policy; // Next reads the nonce from it and puts it on its scripts
    request.headers["x-nonce"] = nonce;
    request.headers["x-galley-path"] = request.url ?? "/"; // where to come back to after signing in
    request.headers["x-galley-caller"] = callerOf(request);
    request.headers["x-forwarded-host"] = host.name;
    request.headers["x-forwarded-proto"] = host.proto;
    response.setHeader("content-security-policy", policy);
    response.setHeader("cross-origin-resource-policy", "same-origin");
    if (request.method === "GET" && request.headers.accept?.startsWith("text/html"))
      replaceFailedPage(response, nonce, () => sendBackSoon(request, response, host));
    if (isPreview(request.url ?? "")) sendWithoutScripts(request, response);
    handle(request, response).catch((error) => {
      if (isClientFault(error)) log.debug({ error, url: request.url }, "request aborted by the client");
      else log.error({ error, url: request.url }, "unhandled error in the Next request handler");
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  };
  server.on("request", (request, response) => {
    const id = requestIdFrom(request.headers["x-request-id"]);
    withRequestId(id, () => answer(request, response, id));
  });

  const count = async () => {
    await countRedirects(press.redirects.take()).catch((error) =>
      log.warn({ error }, "redirect counts could not be saved; the last minute is lost"),
    );
    await countReads(press.reads.take()).catch((error) =>
      log.warn({ error }, "read counts could not be saved; the last minute is lost"),
    );
    await countMisses(press.reads.misses.take()).catch((error) =>
      log.warn({ error }, "counts of searches without results could not be saved; the last minute is lost"),
    );
    await countVisits(press.reads.takeVisits()).catch((error) =>
      log.warn({ error }, "counts of headline tests could not be saved; the last minute is lost"),
    );
    await listTestedPaths().then(
      (paths) => press.reads.watch(paths),
      (error) => log.warn({ error }, "headline tests could not be loaded; counting goes on as before"),
    );
  };
  const counting = setInterval(count, 60_000);
  const jobs = await startJobs();
  const schedule = new ScheduleWorker();
  const fronts = new FrontWorker();
  const imports = new ImportWorker();
  const pictures = new PictureWorker();
  const sealing = startSealing();
  const nightly = checkNightly(press.purges.node, checkPages);
  const idle = collectWhenIdle(server);
  return {
    port: bound,
    async stop() {
      idle.stop();
      server.close();
      server.closeIdleConnections();
      clearInterval(counting);
      await count();
      await nightly.stop();
      await schedule.stop();
      await fronts.stop();
      await imports.stop();
      await pictures.stop();
      await sealing.stop();
      await press.stop();
      await jobs.stop();
      // Event streams never end by themselves.
      const closeTimeout = setTimeout(() => server.closeAllConnections(), 300);
      await new Promise<void>((resolve) => (server.listening ? server.once("close", resolve) : resolve()));
      clearTimeout(closeTimeout);
      await stopListener();
      await app.close();
    },
  };
}

const islandFolder = (data: string): string => path.join(data, "island");

/** In development there is no build that contains it. */
async function makeIsland(data: string): Promise<Mount> {
  const { bundleIsland } = await import("#lib/static/bundle-island.ts");
  await bundleIsland(path.join(import.meta.dirname, "components/site/island/island.ts"), islandFolder(data));
  return { at: islandsAt, from: islandFolder(data), maxAgeMs: 0 };
}

async function watchStyles(): Promise<void> {
  const { makeStyle } = await import("#lib/static/make-styles.ts");
  findStyles(path.join(import.meta.dirname, "components/site/styles"), (file) => makeStyle(file, false));
}

const dist = (): string => process.env.GALLEY_DIST || ".next";
/** Pages of the site with a form that they take themselves. */
const forms: ReadonlyMap<string, TakeForm> = new Map([[reportPath, receiveReport]]);

const callerOf = ({ socket, headers }: CountedRequest): string =>
  callerAddress(socket?.remoteAddress, [headers["x-forwarded-for"] ?? []].flat().join(","));
