// `npm run bench:payloads`, after a build: puts every attack of the collection (GALLEY_CORPUS; without it our own few) into every text that
// people, files and other systems fill, through imports, pastes, uploads, file names, settings and addresses, and opens each page
// in Chromium. Counts scripts that ran (must be 0), scripts that only the policy stopped, and requests to other sites. `LIMIT` takes the
// first so many attacks.
import path from "node:path";
import sharp from "sharp";
import type { Person } from "#lib/actor.ts";
import { recordEvent } from "#lib/audit/mutations.ts";
import { cookieName, sealSession } from "#lib/auth/cookie.ts";
import { setBreaking } from "#lib/breaking/mutations.ts";
import { breakingSchema } from "#lib/breaking/schema.ts";
import { paragraph, storyDocument, toJson } from "#lib/document/build.ts";
import { storable } from "#lib/document/characters.ts";
import { containerSchema, frontCardSchema } from "#lib/fronts/layout-schema.ts";
import { newId } from "#lib/ids.ts";
import { appClient, transaction } from "#lib/postgres/app.ts";
import { connections } from "#lib/process.ts";
import { changeSiteSettings } from "#lib/site/mutations.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { createPerson } from "#prisma/factories.ts";
import { allPayloads, asLine, drawingFiles, hostileParts, ownPayloads } from "#prisma/testing/hostile.ts";
import { withDatabase } from "./database.ts";
import { FrontNode } from "./fronts/node.ts";
import { importAttacks } from "./payloads/imports.ts";
import { addRows, fillColumns, publishAttacks } from "./payloads/rows.ts";
import { Visitor } from "./payloads/visitor.ts";

process.env.GALLEY_LOG ??= "error";
const secret = "a secret for the bench, of enough characters";
const attacks = allPayloads().slice(0, Number(process.env.LIMIT ?? Number.POSITIVE_INFINITY));
const groupSize = 20;
const groupsOf = (size: number): string[][] =>
  Array.from({ length: Math.ceil(attacks.length / size) }, (_, at) => attacks.slice(at * size, (at + 1) * size));
const groups = groupsOf(groupSize);
/** Those with a character to which HTML, a script or an address gives a meaning: for what is tried one attack at a time. */
const marked = attacks.filter((attack) => /[<>"'`]|script:|&#/i.test(attack));
const some = marked.filter((_, index) => index < ownPayloads.length || index % 4 === 0);
/** For the scripts of a page of the newsroom. */
const settleMs = 250;
type Row = { field: string; tried: number; taken: number };
const table: Row[] = [];

/** Front layouts whose containers and cards hold attacks. */
async function layOutFronts(stories: readonly string[]): Promise<void> {
  const sections = await appClient().section.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  const at = new Date();
  for (const [index, group] of groups.entries()) {
    const front = sections[index]?.id;
    if (!front) continue;
    const containers = group.map((attack, place) =>
      containerSchema.parse({
        ...{ id: newId(), arrangement: "row", title: asLine(attack, 100) },
        cards: [
          frontCardSchema.parse({
            ...{
              story: stories[place % stories.length],
              headline: asLine(attack, 300),
              kicker: asLine(attack, 100),
            },
            ...{ standfirst: asLine(attack, 1_000), pictureAlt: asLine(attack, 1_000) },
          }),
        ],
      }),
    );
    const layout = { containers };
    await appClient().frontLaunch.create({ data: { front, number: 1, layout, at }, select: { number: true } });
  }
  table.push({ field: "fronts: containers and cards", tried: attacks.length, taken: attacks.length });
}

/** Events whose names and details hold attacks: rows of the log are never changed, so they are written as events. */
async function writeEvents(admin: Person): Promise<void> {
  const actions = [
    "story.spiked",
    "person.renamed",
    "section.renamed",
    "topic.merged",
    "setting.changed",
    "story.sent_back",
  ];
  for (const [index, group] of groups.entries()) {
    const text = storable(group.join(" "));
    const detail = {
      note: text,
      reason: text,
      name: text,
      from: text,
      to: text,
      path: text,
      email: text,
      network: text,
    };
    const action = actions[index % actions.length] ?? "";
    const kind = action.split(".")[0] as "story";
    await transaction((tx) => recordEvent(tx, admin, action, { kind, id: null, name: text }, detail));
  }
  table.push({ field: "audit_event.subject_name and details", tried: attacks.length, taken: attacks.length });
}

/** The settings of the paper and the breaking line hold one attack at a time. */
async function trySettings(admin: Person, reader: Visitor, newsroom: Visitor): Promise<void> {
  let taken = 0;
  for (const [index, attack] of some.entries()) {
    const line = (max: number) => asLine(attack, max) || "A name";
    const settings = parseSiteSettings({
      ...{ name: line(80), shortName: line(80), tagline: line(160), ownership: line(300), publisher: line(160) },
      ...{ address: line(200), licence: line(200), licenceLink: attack, profiles: attack, securityContact: attack },
      links: `${line(80)} https://example.org/${line(80).replace(/\s/g, "")}`,
    });
    await changeSiteSettings(admin, settings);
    const until = new Date(Date.now() + 3_600_000).toISOString();
    for (const href of [attack, "/city"]) {
      const breaking = breakingSchema.safeParse({ text: line(120), href, until });
      if (!breaking.success) continue;
      await setBreaking(admin, breaking.data);
      break;
    }
    taken++;
    await reader.visitQuietly("/");
    if (index % groupSize === 0) await newsroom.visitQuietly("/admin/settings", settleMs);
  }
  table.push({ field: "settings and breaking news", tried: some.length, taken });
  await changeSiteSettings(admin, parseSiteSettings(null));
}

/** Pastes each attack as HTML and as text into stories, in a browser that follows no policy: nothing but the editor stops it. */
async function tryPastes(admin: Person, newsroom: Visitor): Promise<void> {
  const page = await newsroom.context.newPage();
  for (let from = 0; from < marked.length; from += groupSize) {
    const { id } = await createStoryFrom(admin, storyDocument({ headline: "Pasted", body: [paragraph("Start.")] }));
    await page.goto(`${newsroom.origin}/desk/stories/${id}`);
    const story = page.getByRole("textbox", { name: "Story", exact: true });
    await story.waitFor({ timeout: 60_000 });
    await story.getByText("Start.").click();
    for (const attack of marked.slice(from, from + groupSize))
      for (const kind of ["text/html", "text/plain"])
        await story.evaluate(
          (element, [type, text]) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData(type, text);
            element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
          },
          [kind, attack] as const,
        );
    await page.waitForTimeout(1_500); // what was pasted is saved, and pictures of it are asked for
  }
  await page.close();
  table.push({ field: "paste, as HTML and as text", tried: marked.length * 2, taken: marked.length * 2 });
}

/** Uploads pictures under hostile names, and drawings as pictures and as the masthead. */
async function tryUploads(newsroom: Visitor, reader: Visitor): Promise<void> {
  const { origin, context } = newsroom;
  const opened: string[] = [];
  let taken = 0;
  const names = some;
  for (const [index, name] of names.entries()) {
    const color = { r: index % 256, g: (index >> 8) % 256, b: 7 };
    const bytes = await sharp({ create: { width: 16, height: 16, channels: 3, background: color } })
      .png()
      .toBuffer();
    const headers = { "x-file-name": encodeURIComponent(name.toWellFormed()), origin, "content-type": "image/png" };
    const answer = await context.request.post(`${origin}/api/uploads`, { headers, data: bytes });
    const { data } = (await answer.json()) as { data?: { id: string } };
    if (!data) continue;
    taken++;
    opened.push(`/desk/pictures/${data.id}`);
  }
  table.push({ field: "file names of uploads", tried: names.length, taken });
  let drawn = 0;
  const drawings = drawingFiles();
  for (const { name, bytes } of drawings) {
    const headers = { "x-file-name": encodeURIComponent(name), origin, "content-type": "image/svg+xml" };
    const uploaded = await context.request.post(`${origin}/api/uploads`, { headers, data: bytes });
    if (uploaded.ok()) drawn++;
    const masthead = await context.request.post(`${origin}/api/masthead`, { headers, data: bytes });
    if (!masthead.ok()) continue;
    drawn++;
    await reader.visitQuietly("/");
    const drawing = /\/masthead[^"' ]*\.svg/.exec(await (await context.request.get(`${origin}/`)).text())?.[0];
    if (drawing) await reader.visitQuietly(drawing);
  }
  table.push({ field: "drawings as picture or masthead", tried: drawings.length * 2, taken: drawn });
  await newsroom.visit("pages of uploaded pictures", opened, settleMs);
}

await withDatabase(async (_server, folder) => {
  const admin = await createPerson("ADMIN");
  await appClient().session.updateMany({ data: { confirmedAt: new Date(), expiresAt: new Date(Date.now() + 9e7) } });
  console.log(`${attacks.length} attacks`);
  const node = await FrontNode.start(connections().owner, path.join(folder, "node"), secret);
  const reader = await Visitor.open(node.origin, null);
  const cookie = { name: cookieName, value: await sealSession(admin.sessionId) };
  const newsroom = await Visitor.open(node.origin, cookie);
  const unprotected = await Visitor.open(node.origin, cookie, { hasPolicy: false });
  try {
    const stories = await publishAttacks(admin, groupsOf(5));
    table.push({ field: "parts and blocks of a story", tried: attacks.length, taken: attacks.length });
    console.log(`${stories.length} stories published`);
    await layOutFronts(stories);
    const hostile = hostileParts(attacks.slice(0, groupSize).join(" "), { picture: newId() });
    const body = toJson(storyDocument({ body: hostile.body ?? [] }));
    const item = { headline: attacks[0], status: "usable", authors: attacks.slice(0, 5), provider: attacks[1] };
    await addRows(
      groups.length,
      new Map<string, unknown>([
        ["snippet.blocks", body.content],
        ["story_template.document", body],
        ["wire_version.item", { ...item, copyright: attacks[2], embargo: null, document: body }],
      ]),
    );
    const { filled, forgotten } = await fillColumns(groups);
    for (const { field, attacks: taken } of filled) table.push({ field, tried: attacks.length, taken });
    if (forgotten.length > 0) console.log(`columns of text that this bench does not know: ${forgotten.join(", ")}`);
    await writeEvents(admin);

    const live = await appClient().liveStory.findMany({ where: { storyId: { in: stories } }, select: { path: true } });
    const [sections, topics, authors, collections, webhooks, pictures, media] = await Promise.all([
      appClient().section.findMany({ select: { path: true } }),
      appClient().topic.findMany({ select: { slug: true } }),
      appClient().author.findMany({ select: { slug: true } }),
      appClient().collection.findMany({ select: { id: true } }),
      appClient().webhook.findMany({ select: { id: true } }),
      appClient().picture.findMany({ select: { id: true }, take: attacks.length }),
      appClient().mediaFile.findMany({ select: { id: true } }),
    ]);
    const feeds = ["rss.xml", "atom.xml", "feed.json"];
    const lists = sections.map((each) => each.path);
    await reader.visit(
      "reading pages of stories",
      live.map((each) => each.path),
    );
    await reader.visit("lists, feeds and site maps", [
      ...["/", "/archive", "/corrections", "/sitemap.xml", "/news-sitemap.xml", "/opensearch.xml"],
      ...feeds.map((feed) => `/${feed}`),
      ...lists,
      ...lists.slice(0, groups.length).flatMap((list) => feeds.map((feed) => `${list}/${feed}`)),
      ...topics.slice(0, 200).map(({ slug }) => `/topics/${slug}`),
      ...authors.slice(0, 200).map(({ slug }) => `/authors/${slug}`),
    ]);
    const written = (attack: string) => encodeURIComponent(attack.toWellFormed().slice(0, 1_500));
    await reader.visit("addresses that hold an attack", [
      ...marked.flatMap((attack) => [`/search?q=${written(attack)}`, `/${written(attack)}`]),
      ...some.flatMap((attack) => [
        `/report?story=${written(attack)}`,
        `/sign-in?next=${written(attack)}&problem=${written(attack)}`,
        `/api/v1/${written(attack)}`,
      ]),
    ]);
    const screens =
      "audit authors import jobs keys people press redirects roles sections settings snippets style templates topics webhooks wires";
    await newsroom.visit(
      "lists of the newsroom",
      [
        ...screens.split(" ").map((name) => `/admin/${name}`),
        ...["/desk", "/desk/account", "/desk/collections", "/desk/fronts", "/desk/inbox", "/desk/inbox/readers"],
        ...["/desk/inbox/watching", "/desk/pages", "/desk/pictures", "/desk/pictures/files", "/desk/pictures/trash"],
        ...["/desk/schedule", "/desk/search", "/desk/wire"],
        ...lists.slice(0, groups.length).map((list) => `/desk/fronts${list}`),
        ...collections.map(({ id }) => `/desk/collections/${id}`),
        ...webhooks.map(({ id }) => `/admin/webhooks/${id}`),
        ...media.map(({ id }) => `/desk/pictures/files/${id}`),
        ...groups.flatMap((group) =>
          ["/desk/search", "/desk", "/desk/pictures", "/admin/audit", "/desk/wire"].map(
            (list) => `${list}?q=${written(group[0] ?? "")}`,
          ),
        ),
      ],
      settleMs * 2,
    );
    await newsroom.visit(
      "stories in the editor",
      stories.map((id) => `/desk/stories/${id}`),
      settleMs * 2,
    );
    await tryPastes(admin, unprotected);
    await tryUploads(newsroom, reader);
    const imports = await importAttacks(admin, marked);
    for (const { format, tried, imported } of imports)
      table.push({ field: `import of ${format}`, tried, taken: imported });
    for (const { format, paths } of imports) await reader.visit(`stories from ${format}`, paths);
    await newsroom.visit(
      "pages of pictures",
      pictures.map(({ id }) => `/desk/pictures/${id}`),
      settleMs,
    );
    await newsroom.visit(
      "previews",
      stories.map((id) => `/desk/preview/${id}`),
    );
    await trySettings(admin, reader, newsroom);
  } finally {
    const seen = [...reader.seen, ...newsroom.seen, ...unprotected.seen];
    for (const { page, what } of seen.slice(0, 40)) console.log(`${what}\n    at ${page.slice(0, 200)}`);
    console.table(table);
    console.table([...reader.counts, ...newsroom.counts].map(([pages, opened]) => ({ pages, opened })));
    const sums = [reader.sums(), newsroom.sums(), unprotected.sums()];
    console.log({
      scriptsRun: sums.reduce((sum, { ran }) => sum + ran, 0),
      stoppedByPolicy: sums.reduce((sum, { blocked }) => sum + blocked, 0),
      askedElsewhere: sums.reduce((sum, { elsewhere }) => sum + elsewhere, 0),
    });
    await Promise.all([reader.close(), newsroom.close(), unprotected.close()]);
    await node.stop();
    process.exitCode = seen.some(({ what }) => what.startsWith("ran")) ? 1 : 0;
  }
});
process.exit();
