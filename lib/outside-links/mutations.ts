import type { Actor } from "../actor.ts";
import { appClient, type Transaction } from "../postgres/app.ts";
import { settings } from "../process.ts";
import { checksOutsideLinks, findLostLinks, robotName, type Visitor, visitLink } from "./data.ts";
import { afterVisit, forgottenAfterDays } from "./policy.ts";
import type { LostLink, OutsideState } from "./types.ts";

/** Longer addresses are not checked. */
const maxLength = 2_000;
/** Sites visited in one run. Each run asks a site about one address, so that no site gets more than one visit in a minute. */
const maxSites = 20;
/** A visit ends earlier; another node takes the link after that. */
const claimedForMs = 5 * 60_000;
const day = 86_400_000;

const hostOf = (url: string): string | null =>
  url.length <= maxLength && URL.canParse(url) && /^https?:/.test(url) ? new URL(url).host : null;

/** Notes that somebody writes or publishes a story with these links: unknown ones are visited soon, known ones stay known. */
export async function noteOutsideLinks(client: Transaction, urls: readonly string[], now = new Date()): Promise<void> {
  if (urls.length === 0 || !(await checksOutsideLinks(client))) return;
  // In one order, so that two publications with the same links never wait for each other.
  const data = [...new Set(urls)].sort().flatMap((url) => {
    const host = hostOf(url);
    return host === null ? [] : [{ url, host, dueAt: now, askedAt: now }];
  });
  await client.outsideLink.createMany({ data, skipDuplicates: true });
}

/** Keeps links in mind that somebody sees in a story again. */
async function keepInMind(urls: readonly string[], now: Date): Promise<void> {
  await appClient().outsideLink.updateMany({
    where: { url: { in: [...urls] }, askedAt: { lt: new Date(now.getTime() - day) } },
    data: { askedAt: now },
  });
}

/** What is known about links in a story that somebody writes; unknown ones are visited soon. Nothing while the setting is off. */
export async function askAboutLinks(_actor: Actor, urls: readonly string[], now = new Date()): Promise<LostLink[]> {
  if (urls.length === 0 || !(await checksOutsideLinks(appClient()))) return [];
  await noteOutsideLinks(appClient(), urls, now);
  await keepInMind(urls, now);
  return findLostLinks(appClient(), urls);
}

/** With the address of the paper, so that another site can see who asks. */
const userAgent = (): string => {
  const { url } = settings();
  return url === undefined ? `${robotName}/1.0` : `${robotName}/1.0 (+${url})`;
};

type Row = { url: string; state: OutsideState; failures: number };

/** Visits what is due, one link of each site. Two nodes never visit the same link. Does nothing while the setting is off. */
export async function checkOutsideLinks(
  now = new Date(),
  visitor: Visitor = { userAgent: userAgent() },
): Promise<number> {
  if (!(await checksOutsideLinks(appClient()))) return 0;
  await appClient().outsideLink.deleteMany({
    where: { askedAt: { lt: new Date(now.getTime() - forgottenAfterDays * day) } },
  });
  const rows = await appClient().$queryRaw<Row[]>`
    update outside_link set due_at = ${new Date(now.getTime() + claimedForMs)}
    where due_at <= ${now} and url in (
      select min(url) from outside_link where due_at <= ${now} group by host order by min(due_at) limit ${maxSites})
    returning url, state, failures`;
  await Promise.all(
    rows.map(async (row) => {
      const visit = await visitLink(row.url, visitor);
      await appClient().outsideLink.updateMany({
        where: { url: row.url },
        data: {
          ...afterVisit(visit, row, now),
          checkedAt: now,
          status: "status" in visit ? visit.status : null,
          movedTo: visit.kind === "moved" ? visit.to : null,
        },
      });
    }),
  );
  return rows.length;
}
