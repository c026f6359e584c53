// Part "sources": what comes from files and servers of others, and what leaves as mail and as feeds for partners.
import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { storable } from "#lib/document/characters.ts";
import { newId } from "#lib/ids.ts";
import { queueNotice } from "#lib/mail/mutations.ts";
import { sendDueMail } from "#lib/mail/send-mutations.ts";
import { readClaims } from "#lib/oidc/claims.ts";
import { signInWithProvider } from "#lib/oidc/mutations.ts";
import type { OidcSettings } from "#lib/oidc-settings.ts";
import { savePartner } from "#lib/partners/mutations.ts";
import { partnerFormats } from "#lib/partners/policy.ts";
import { listPeople } from "#lib/people/data.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { shared } from "#lib/process.ts";
import { shareStory } from "#lib/reviews/mutations.ts";
import { listDeliveries } from "#lib/webhooks/data.ts";
import { deliverWebhooks } from "#lib/webhooks/delivery-mutations.ts";
import { saveWebhook } from "#lib/webhooks/mutations.ts";
import { listWire } from "#lib/wires/data.ts";
import { saveSource } from "#lib/wires/mutations.ts";
import { pollWires } from "#lib/wires/poll-mutations.ts";
import { saveRule } from "#lib/wires/rule-mutations.ts";
import { takeItem } from "#lib/wires/take-mutations.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { TestSmtp } from "#prisma/testing/smtp.ts";
import { type Bench, pagesOf } from "./bench.ts";
import { wireFiles } from "./imports.ts";
import { type Field, markOf } from "./results.ts";
import { groupsOf, publishAttacks } from "./rows.ts";

const settleMs = 300;

export async function trySources(bench: Bench): Promise<void> {
  const smtp = new TestSmtp();
  await smtp.start();
  smtp.setUp();
  const server = await OtherServer.start();
  const { settings } = shared();
  if (settings) shared().settings = { ...settings, privateWires: true, privateWebhooks: true, oidc };
  try {
    await tryWires(bench, server);
    bench.say("wires");
    await tryWebhooks(bench, server);
    bench.say("webhooks");
    await tryProvider(bench);
    bench.say("provider");
    await tryMails(bench, server, smtp);
    bench.say("mails");
    await tryPartners(bench);
    bench.say("partners");
  } finally {
    await smtp.stop();
    await server.stop();
  }
}

const oidc: OidcSettings = {
  ...{ issuer: "https://login.example.org", clientId: "galley", clientSecret: undefined, name: "Example ID" },
  ...{ scopes: "openid", groupsClaim: "groups", roles: [], domains: ["example.org"], newRole: "Contributor" },
  ...{ isOnly: false, trustsEmail: false, acr: [] },
};

/** A server of somebody else on this machine: pages by path, and an answer to each delivery of a webhook. */
class OtherServer {
  readonly pages = new Map<string, { type: string; body: string }>();
  /** Answers to POST requests, one after the other. */
  readonly answers: string[] = [];
  readonly #server: http.Server;
  readonly origin: string;

  private constructor(server: http.Server) {
    this.#server = server;
    this.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  static async start(): Promise<OtherServer> {
    const server = http.createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const self = new OtherServer(server);
    server.on("request", (request, response) => {
      request.resume();
      if (request.method === "POST") {
        response.writeHead(200, { "content-type": "text/html" }).end(self.answers.shift() ?? "");
        return;
      }
      const page = self.pages.get(request.url ?? "");
      response.writeHead(page ? 200 : 404, { "content-type": page?.type ?? "text/plain" }).end(page?.body ?? "");
    });
    return self;
  }

  /** @returns its address */
  show(name: string, type: string, body: string): string {
    this.pages.set(`/${name}`, { type, body });
    return `${this.origin}/${name}`;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }
}

const marked = ({ attacks }: Bench, field: Field, at: number, max: number): string =>
  `${storable(attacks[at] ?? "").slice(0, max - 15)} ${markOf(field, at)}`.toWellFormed();
const numbers = ({ attacks }: Bench, count = Number.POSITIVE_INFINITY): number[] => [...attacks.keys()].slice(0, count);

/** Polls a feed of each format from a server, and NITF from a folder; begins stories from items. */
async function tryWires(bench: Bench, server: OtherServer): Promise<void> {
  const { admin, newsroom, results } = bench;
  const rules = numbers(bench, 100);
  const rule = results.field("wire: names of rules", rules.length);
  const conditions = { sourceId: null, words: ["before"], categories: [], languages: [], urgency: null };
  for (const at of rules)
    await saveRule(admin, {
      ...{ ruleId: null, name: marked(bench, rule, at, 100).trim(), isOn: at === 0, ...conditions },
      ...{ isDropping: false, sectionId: null, topicId: null, personId: admin.id },
    });
  for (const [name, files] of wireFiles(bench)) {
    const [[file, body] = ["", ""]] = Object.entries(files);
    let address = server.show(file, file.endsWith(".json") ? "application/json" : "application/xml", body);
    if (Object.keys(files).length > 1) {
      address = path.join(bench.folder, "wire");
      fs.mkdirSync(address);
      for (const [each, text] of Object.entries(files)) fs.writeFileSync(path.join(address, each), text);
    }
    await saveSource(admin, { sourceId: null, name, address, sectionId: null, isOn: true, keptDays: 300 });
  }
  await pollWires();
  const sources = await appClient().wireSource.findMany({
    select: { name: true, problem: true, _count: { select: { items: true } } },
  });
  console.log(sources.map(({ name, problem, _count }) => `${name}: ${_count.items} items ${problem}`).join("\n"));
  const items = await appClient().wireItem.findMany({ select: { id: true, source: { select: { name: true } } } });
  await newsroom.visit(
    "wire items",
    [
      ...(await pagesOf("/desk/wire", async (after) => (await listWire(admin, { after })).next)),
      ...items.map(({ id }) => `/desk/wire?item=${id}`),
      "/admin/wires",
    ],
    { settleMs },
  );
  const stories: string[] = [];
  for (const { id } of items.filter((_, at) => at % 5 === 0))
    stories.push((await takeItem(admin, { itemId: id })).storyId);
  await newsroom.visit(
    "stories from wire items",
    stories.flatMap((id) => [`/desk/stories/${id}`, `/desk/preview/${id}`]),
    { settleMs, tabs: 3 },
  );
}

/** Webhooks with hostile names, whose receivers answer with attacks. */
async function tryWebhooks(bench: Bench, server: OtherServer): Promise<void> {
  const { admin, newsroom, results, attacks } = bench;
  const few = numbers(bench, 195); // the list shows 200
  const names = results.field("webhooks: names and addresses", few.length);
  const answers = results.field("webhooks: answers of the receiver", attacks.length);
  const events = ["story.published" as const];
  const ids: string[] = [];
  for (const at of few) {
    const url = `${server.origin}/hook?${encodeURI(marked(bench, names, at, 300))}`;
    const name = marked(bench, names, at, 100).replace(/\s+/g, " ").trim();
    ids.push((await saveWebhook(admin, { webhookId: null, name, url, events, sectionIds: [] })).webhookId);
  }
  const groups = groupsOf(numbers(bench), 5);
  for (const group of groups) server.answers.push(group.map((at) => marked(bench, answers, at, 390)).join(" "));
  const now = new Date();
  const used = ids.slice(0, 4);
  await appClient().webhookDelivery.createMany({
    data: groups.map((_, at) => ({
      ...{ id: newId(), webhookId: used[at % used.length] ?? "", event: "story.published", headline: "", at: now },
      nextTryAt: now,
    })),
  });
  while ((await deliverWebhooks()) > 0);
  const pages = await Promise.all(
    used.map((id) => pagesOf(`/admin/webhooks/${id}`, async (after) => (await listDeliveries(admin, id, after)).next)),
  );
  await newsroom.visit("webhooks", ["/admin/webhooks", ...pages.flat()], {
    settleMs,
    within: async (page, look) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll("details")) details.open = true;
      });
      for (const button of await page.getByRole("button", { name: /answer/i }).all())
        await button.click().catch(() => {});
      await look();
    },
  });
}

/** People whose names and identifiers at a sign-in provider are attacks. */
async function tryProvider(bench: Bench): Promise<void> {
  const { admin, newsroom, results, attacks } = bench;
  const field = results.field("sign-in provider: names", attacks.length);
  for (const at of numbers(bench)) {
    const claims = {
      ...{ iss: oidc.issuer, sub: marked(bench, field, at, 200), name: marked(bench, field, at, 110) },
      ...{ email: `person-${at}@example.org`, email_verified: true, groups: [marked(bench, field, at, 100)] },
    };
    await signInWithProvider(readClaims(claims, oidc), { userAgent: marked(bench, field, at, 200), ip: "192.0.2.1" });
  }
  const pages = await pagesOf("/admin/people", async (after) => (await listPeople(admin, { q: "", after })).next);
  await newsroom.visit("people", [...pages, "/admin/audit", "/desk"], { settleMs });
}

/** Mails about hostile names and texts, as an SMTP server takes them. Mail programs have no policy, and here there is none. */
async function tryMails(bench: Bench, server: OtherServer, smtp: TestSmtp): Promise<void> {
  const { admin, reader, unprotected, results, attacks } = bench;
  const guests = results.field("mail: names of guests", attacks.length);
  const parts = results.field("mail: subject, text, quote, link and list", attacks.length);
  const { id: storyId } = await createReadyStory(admin);
  for (const at of numbers(bench)) {
    const name = marked(bench, guests, at, 100).replace(/\s+/g, " ").trim();
    await shareStory(admin, { storyId, name, email: "guest@example.org", may: "VIEW", isFixed: false, days: 7 });
  }
  for (const group of groupsOf(numbers(bench), 20)) {
    const texts = group.map((at) => marked(bench, parts, at, 5_000));
    await transaction((tx) =>
      queueNotice(tx, {
        kind: "mention",
        personIds: [admin.id],
        subject: texts[0] ?? "",
        content: {
          parts: [
            ...texts.flatMap((text) => [text, { quote: text }, { button: text, href: text.trim() }]),
            ...texts.map((text) => ({ button: text, href: `https://example.org/${text}` })),
            { items: texts.map((text) => ({ text, detail: text, href: text.trim() })) },
          ],
        },
      }),
    );
  }
  await sendDueMail();
  console.log(`${smtp.taken.length} mails`);
  for (const visitor of [reader, unprotected]) visitor.known.add(server.origin);
  const pages = smtp.taken.map(({ html }, at) => server.show(`mail-${at}`, "text/html; charset=utf-8", html || ""));
  await unprotected.visit("mails", pages);
}

/** Feeds of stories with attacks in each format of partners whose names are attacks. */
async function tryPartners(bench: Bench): Promise<void> {
  const { admin, newsroom, reader, results, attacks } = bench;
  const few = numbers(bench, 450); // the list shows 500
  await publishAttacks(admin, attacks, 20, results);
  const names = results.field("partners: names and words", few.length);
  const feeds = results.field("partners: feeds", partnerFormats.length);
  const none = { sectionId: null, topicId: null, language: "", isFullText: true, hasPictures: true, endsAt: null };
  const ids: string[] = [];
  for (const at of few) {
    const name = marked(bench, names, at, 100).replace(/\s+/g, " ").trim();
    const words = `word ${markOf(names, at)}`;
    ids.push((await savePartner(admin, { partnerId: null, name, format: "NINJS", words, ...none })).partnerId);
  }
  await newsroom.visit(
    "partners",
    ["/admin/partners", ...ids.filter((_, at) => at % 10 === 0).map((id) => `/admin/partners/${id}`)],
    { settleMs },
  );
  for (const [at, format] of partnerFormats.entries()) {
    const input = { partnerId: null, name: `Partner ${format}`, format, words: "", ...none };
    const { partnerId, token } = await savePartner(admin, input);
    await reader.context.setExtraHTTPHeaders({ authorization: `Bearer ${token}` });
    await reader.visit(`feed in ${format}`, [`/api/v1/partners/${partnerId}/feed?limit=100`], {
      named: () => [{ field: feeds, shown: [at] }],
    });
  }
  await reader.context.setExtraHTTPHeaders({});
}
