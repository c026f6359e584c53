// Notifies hubs and search engines. WebSub (W3C, 2018) does not define how publishers notify hubs; all hubs support this form.
import type { Transaction } from "../postgres/app.ts";
import { parseSiteSettings } from "../site/schema.ts";
import type { Listeners, PingOutcome } from "./types.ts";

/** One address takes for all that take part in IndexNow. */
export const indexNowService = "https://api.indexnow.org/indexnow";
/** The address of the key file: at the root, so that it covers every page. */
export const indexNowKeyPath = "/indexnow.txt";

const patience = 10_000;

/** Whom the paper's settings name. */
export async function findListeners(tx: Transaction): Promise<Listeners> {
  const row = await tx.setting.findUnique({ where: { key: "site" }, select: { value: true } });
  const { hub, indexNowKey } = parseSiteSettings(row?.value);
  return { hub, indexNowKey };
}

async function post(address: string, type: string, body: string): Promise<PingOutcome> {
  try {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": type },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    await answer.body?.cancel();
    if (answer.ok) return "done";
    return answer.status === 429 || answer.status >= 500 ? "again" : "refused";
  } catch {
    return "again"; // away, or too slow
  }
}

/** @param feeds full addresses */
export const notifyHub = (hub: string, feeds: readonly string[]): Promise<PingOutcome> => {
  const form = new URLSearchParams({ "hub.mode": "publish" });
  for (const feed of feeds) form.append("hub.url", feed);
  return post(hub, "application/x-www-form-urlencoded", form.toString());
};

/** @param pages full addresses; those that are gone too */
export const notifyIndexNow = (
  service: string,
  key: string,
  origin: string,
  pages: readonly string[],
): Promise<PingOutcome> =>
  post(
    service,
    "application/json; charset=utf-8",
    JSON.stringify({
      host: new URL(origin).host,
      key,
      keyLocation: `${origin}${indexNowKeyPath}`,
      urlList: pages,
    }),
  );
