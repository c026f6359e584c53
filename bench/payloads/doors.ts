// Parts "addresses", "forms", "pastes" and "uploads": what people, guests and programs type, paste, send and upload, and addresses that hold an attack.
import sharp from "sharp";
import type { Person } from "#lib/actor.ts";
import { createKey } from "#lib/api-keys/mutations.ts";
import { keyScopes } from "#lib/api-keys/policy.ts";
import { setBreaking } from "#lib/breaking/mutations.ts";
import { breakingSchema } from "#lib/breaking/schema.ts";
import { paragraph, storyDocument } from "#lib/document/build.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { listReports } from "#lib/reports/data.ts";
import { receiveReport } from "#lib/reports/mutations.ts";
import { receiveFromGuest, shareStory } from "#lib/reviews/mutations.ts";
import { changeSiteSettings } from "#lib/site/mutations.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createSection } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { asLine, drawingFiles, hostileParts, ownPayloads } from "#prisma/testing/hostile.ts";
import { mp3File } from "#prisma/testing/media-files.ts";
import { type Bench, pagesOf } from "./bench.ts";
import { type Field, markOf } from "./results.ts";
import { groupsOf } from "./rows.ts";
import { settle } from "./visitor.ts";

const settleMs = 250;
/** Uploads wait for those before them to be decoded. */
const patienceMs = 120_000;

const all = (bench: Bench): number[] => [...bench.attacks.keys()];
/** For what takes one attack at a time and a second for each. */
const some = ({ marked }: Bench): number[] =>
  marked.filter((_, index) => index < ownPayloads.length || index % 4 === 0);
const written = (attack: string) => encodeURIComponent(attack.toWellFormed().slice(0, 1_500));

/** Calls each, so many at once. */
async function atOnce<T>(list: readonly T[], count: number, work: (each: T) => Promise<void>): Promise<void> {
  const left = [...list];
  const one = async () => {
    for (let each = left.shift(); each !== undefined; each = left.shift()) await work(each);
  };
  await Promise.all(Array.from({ length: count }, one));
}

export async function tryAddresses(bench: Bench): Promise<void> {
  const { attacks, reader, newsroom, results } = bench;
  const visit = async (name: string, numbers: readonly number[], address: (attack: string) => string, settle = 0) => {
    const field = results.field(`address: ${name}`, numbers.length);
    const visitor = name.startsWith("/desk") || name.startsWith("/admin") ? newsroom : reader;
    await visitor.visit(
      name,
      numbers.map((at) => address(written(attacks[at] ?? ""))),
      { settleMs: settle, named: (at) => [{ field, shown: [numbers[at] ?? 0] }] },
    );
  };
  await visit("/search?q=", all(bench), (attack) => `/search?q=${attack}`);
  await visit("a page that is not there", all(bench), (attack) => `/${attack}`);
  await visit("/api/v1/", all(bench), (attack) => `/api/v1/${attack}`);
  await visit("/report?story=", bench.marked, (attack) => `/report?story=${attack}&block=${attack}`);
  await visit("/sign-in?next=", some(bench), (attack) => `/sign-in?next=${attack}&problem=${attack}`);
  for (const list of ["/desk", "/desk/search", "/desk/pictures", "/desk/wire", "/admin/audit", "/admin/people"])
    await visit(
      `${list}?q=`,
      some(bench).slice(0, 2 * ownPayloads.length),
      (attack) => `${list}?q=${attack}`,
      settleMs,
    );
}

/** What programs, guests, readers and admins send. */
export async function tryForms(bench: Bench): Promise<void> {
  await tryProgram(bench);
  bench.say("programs");
  await tryGuests(bench);
  bench.say("guests and readers");
  await trySettings(bench);
  bench.say("settings");
}

/** A program makes a story of each attack, edits it, and publishes it; what it edits names the attack as the address of a link. */
async function tryProgram(bench: Bench): Promise<void> {
  const { attacks, admin, reader, results } = bench;
  const origin = reader.origin;
  const section = (await createSection()).id;
  const key = async () =>
    (await createKey(admin, { name: "Program", role: "EDITOR", scopes: [...keyScopes], days: 0 })).token;
  const keys = await Promise.all(Array.from({ length: 12 }, key)); // each may send 300 requests a minute
  const created = results.field("API: a new story", attacks.length);
  const edited = results.field("API: an edit", attacks.length);
  const named = results.field("API: file names of pictures", ownPayloads.length);
  const answers = new Map<string, number>();
  const send = async (method: string, path: string, key: string | undefined, body: unknown) => {
    const response = await fetch(`${origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as { id: string; version: number; url: string | null; detail?: string };
    const said = `${method} ${response.status} ${answer.detail?.slice(0, 100) ?? ""}`;
    answers.set(said, (answers.get(said) ?? 0) + 1);
    return response.ok ? answer : null;
  };
  const urls: string[] = [];
  await atOnce(all(bench), 4, async (at) => {
    const attack = (attacks[at] ?? "").toWellFormed().replaceAll("\0", "");
    const text = `${attack.slice(0, 5_000)} ${markOf(created, at)}`;
    const program = keys[at % keys.length];
    const { fields = {} } = hostileParts(attack, { picture: newId() });
    const story = await send("POST", "/stories", program, {
      ...{ headline: asLine(`Story ${attack}`, 200), kicker: asLine(attack, 90), standfirst: text, text },
      fields: { ...fields, section },
    });
    if (!story) return;
    const words = `${attack.slice(0, 5_000)} ${markOf(edited, at)}`;
    const linked = { type: "text", text: "A link", marks: [{ type: "link", attrs: { href: attack } }] };
    const path = `/stories/${story.id}`;
    const insert = (content: unknown) => ({ after: null, insert: [{ type: "paragraph", content: [content] }] });
    await send("PATCH", `${path}/copy`, program, { version: story.version, changes: [insert(linked)] });
    await send("PATCH", `${path}/copy`, program, {
      version: story.version,
      changes: [insert({ type: "text", text: words }), { block: "standfirst", text: asLine(words, 500) }],
    });
    const { version } = await appClient().story.findUniqueOrThrow({
      where: { id: story.id },
      select: { version: true },
    });
    const published = await send("POST", `${path}/publish`, program, { version, override: "A test" });
    if (published?.url) urls.push(published.url);
  });
  const pictures: string[] = [];
  for (const [at, attack] of ownPayloads.entries()) {
    const response = await fetch(`${origin}/api/v1/pictures`, {
      method: "POST",
      headers: {
        ...{ authorization: `Bearer ${keys[0]}`, "content-type": "image/png" },
        "x-file-name": encodeURIComponent(`${attack} ${markOf(named, at)}`),
      },
      body: new Uint8Array(await drawn(100_000 + at)),
    });
    if (response.ok) pictures.push(`/desk/pictures/${((await response.json()) as { id: string }).id}`);
  }
  console.log(Object.fromEntries(answers));
  await reader.visit(
    "stories of a program",
    urls.map((url) => new URL(url).pathname),
  );
  await bench.newsroom.visit("pictures of a program", pictures, { settleMs });
}

/** Guests whose names are attacks comment and approve with attacks; readers report errors. */
async function tryGuests(bench: Bench): Promise<void> {
  const { attacks, admin, results, reader, newsroom } = bench;
  const names = results.field("review links: names of guests", attacks.length);
  const comments = results.field("review links: comments", attacks.length);
  const notes = results.field("review links: notes of an approval", attacks.length);
  const reports = results.field("report of an error by a reader", attacks.length);
  const mark = (field: Field, at: number, max: number) =>
    `${(attacks[at] ?? "").slice(0, max - 15).toWellFormed()} ${markOf(field, at)}`;
  const stories: string[] = [];
  const links: string[] = [];
  for (const group of groupsOf(all(bench), 20)) {
    const { id, version } = await createReadyStory(admin);
    await publishStory(admin, { storyId: id, version, showUpdated: true, showReplaced: false, override: "A test" });
    const { path } = await appClient().liveStory.findUniqueOrThrow({ where: { storyId: id }, select: { path: true } });
    stories.push(id);
    for (const at of group) {
      const share = { name: mark(names, at, 100), email: "", may: "APPROVE" as const, isFixed: false, days: 7 };
      const { token } = await shareStory(admin, { storyId: id, ...share });
      if (at % 10 === 0) links.push(`/for-review/${token}`);
      const caller = `192.0.2.${at % 250}`;
      await receiveFromGuest(token, { act: "comment", id: newId(), text: mark(comments, at, 5_000) }, caller);
      await receiveFromGuest(token, { act: "approve", version: String(version), note: mark(notes, at, 1_000) }, caller);
    }
    // Two hundred reports an hour are taken in all.
    for (const few of groupsOf(group, 5)) {
      const message = few.map((at) => mark(reports, at, 390)).join("\n");
      await receiveReport({ story: path, message }, `198.51.100.${(few[0] ?? 0) % 250}`);
    }
  }
  await reader.visit("review links", links);
  await newsroom.visit(
    "stories with guests",
    stories.map((id) => `/desk/stories/${id}`),
    {
      settleMs,
      tabs: 2,
      within: async (page, look) => {
        await page.getByRole("tab", { name: "Comments" }).click();
        await settle(page, 2 * settleMs);
        await look();
        await page.getByRole("tab", { name: "History" }).click();
        await settle(page, 2 * settleMs);
        await look();
      },
    },
  );
  await newsroom.visit(
    "inbox of readers",
    [
      "/desk/inbox",
      ...(await pagesOf("/desk/inbox/readers", async (after) => (await listReports(admin, { after })).next)),
    ],
    { settleMs },
  );
}

/** Pastes each attack as HTML and as text into stories, in a browser that follows no policy: nothing but the editor stops it. */
export async function tryPastes(bench: Bench): Promise<void> {
  const { attacks, admin, unprotected, results } = bench;
  const [html, text] = [results.field("paste of HTML", attacks.length), results.field("paste of text", attacks.length)];
  const groups = groupsOf(all(bench), 20);
  const stories: string[] = [];
  for (const _ of groups)
    stories.push((await createStoryFrom(admin, storyDocument({ headline: "Pasted", body: [paragraph("Start.")] }))).id);
  const addresses = stories.map((id) => `/desk/stories/${id}`);
  await unprotected.visit("pastes", addresses, {
    tabs: 2,
    within: async (page, look) => {
      const id = page.url().split("/").at(-1) ?? "";
      const story = page.getByRole("textbox", { name: "Story", exact: true });
      await story.waitFor({ timeout: 60_000 });
      await story.getByText("Start.").click();
      const pastes = (groups[stories.indexOf(id)] ?? []).flatMap((at) => [
        ["text/html", `<p>${markOf(html, at)}</p>${attacks[at]}`],
        ["text/plain", `${attacks[at]} ${markOf(text, at)}`],
      ]);
      await story.evaluate((element, list) => {
        for (const [type = "", data = ""] of list) {
          const clipboardData = new DataTransfer();
          clipboardData.setData(type, data);
          element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }
      }, pastes);
      await settle(page, 1_500); // pictures of what was pasted are asked for
      await page.locator('[role="status"][title^="Saved"]').waitFor({ timeout: 60_000 });
      await look();
    },
  });
}

const drawn = (number: number): Promise<Buffer> =>
  sharp({
    create: {
      width: 16,
      height: 16,
      channels: 3,
      background: { r: number % 256, g: (number >> 8) % 256, b: (number >> 16) % 256 },
    },
  })
    .png()
    .toBuffer();

/** File names take 200 characters, so that one may hold several attacks. */
function packed({ attacks }: Bench, field: Field): string[] {
  const names: string[] = [];
  let name = "";
  for (const [at, attack] of attacks.entries()) {
    // What is in front of a slash is a folder, and is cut off.
    const next = `${attack.toWellFormed().replaceAll("\\", "/").split("/").at(-1)?.slice(0, 170)} ${markOf(field, at)}`;
    if (name !== "" && name.length + next.length > 195) {
      names.push(name);
      name = "";
    }
    name = name === "" ? next : `${name} ${next}`;
  }
  return [...names, name];
}

export async function tryUploads(bench: Bench): Promise<void> {
  await tryFileNames(bench);
  await tryDrawings(bench);
}

/** Pictures and sounds under hostile names. */
async function tryFileNames(bench: Bench): Promise<void> {
  const { newsroom, results, attacks } = bench;
  const { origin, context } = newsroom;
  const pictures = results.field("upload: file names of pictures", attacks.length);
  const sounds = results.field("upload: file names of sounds", attacks.length);
  const opened: string[] = [];
  const upload = async (door: string, type: string, name: string, data: Buffer) => {
    const headers = { "x-file-name": encodeURIComponent(name), origin, "content-type": type };
    const answer = await context.request.post(`${origin}${door}`, { headers, data, timeout: patienceMs });
    return ((await answer.json()) as { data?: { id: string } }).data?.id;
  };
  await atOnce([...packed(bench, pictures).entries()], 3, async ([number, name]) => {
    const id = await upload("/api/uploads", "image/png", name, await drawn(number));
    if (id) opened.push(`/desk/pictures/${id}`);
  });
  await atOnce([...packed(bench, sounds).entries()], 3, async ([number, name]) => {
    const id = await upload("/api/media", "audio/mpeg", name, mp3File(40 + number));
    if (id) opened.push(`/desk/pictures/files/${id}`);
  });
  bench.say(`${opened.length} files uploaded`);
  await newsroom.visit("pages of files", [...opened, "/desk/pictures", "/desk/pictures/files"], { settleMs });
}

/** Drawings with scripts, as pictures and as the masthead. */
async function tryDrawings({ newsroom, reader, results }: Bench): Promise<void> {
  const { origin, context } = newsroom;
  const drawings = drawingFiles();
  const field = results.field("upload: drawings as picture or masthead", drawings.length);
  for (const [at, { name, bytes }] of drawings.entries()) {
    const headers = { "x-file-name": encodeURIComponent(name), origin, "content-type": "image/svg+xml" };
    await context.request.post(`${origin}/api/uploads`, { headers, data: bytes, timeout: patienceMs });
    const masthead = await context.request.post(`${origin}/api/masthead`, {
      headers,
      data: bytes,
      timeout: patienceMs,
    });
    if (!masthead.ok()) {
      field.shown.delete(at);
      continue;
    }
    const drawing = /\/masthead[^"' ]*\.svg/.exec(await (await context.request.get(`${origin}/`)).text())?.[0];
    await reader.visit("masthead", ["/", ...(drawing ? [drawing] : [])], { named: () => [{ field, shown: [at] }] });
  }
}

/** The settings of the paper and the breaking line hold one attack at a time. */
async function trySettings({ attacks, marked, admin, reader, newsroom, results }: Bench): Promise<void> {
  const settings = results.field("settings of the paper", marked.length);
  const breaking = results.field("breaking news", marked.length);
  const [page, screen] = [await reader.context.newPage(), await newsroom.context.newPage()];
  for (const [index, at] of marked.entries()) {
    const attack = attacks[at] ?? "";
    await setPaper(admin, attack);
    const shown = [{ field: settings, shown: [at] }];
    if (await setLine(admin, attack)) shown.push({ field: breaking, shown: [at] });
    await page.goto(`${reader.origin}/`, { waitUntil: "load" });
    reader.count(page, "/", await reader.marks(page), shown);
    if (index % 20 !== 0) continue;
    await screen.goto(`${reader.origin}/admin/settings`, { waitUntil: "load" });
    await settle(screen, settleMs);
    newsroom.count(screen, "/admin/settings", await newsroom.marks(screen), shown);
  }
  await Promise.all([page.close(), screen.close()]);
  await changeSiteSettings(admin, parseSiteSettings(null));
}

function setPaper(admin: Person, attack: string): Promise<void> {
  const line = (max: number) => asLine(attack, max) || "A name";
  const settings = parseSiteSettings({
    ...{ name: line(80), shortName: line(80), tagline: line(160), ownership: line(300), publisher: line(160) },
    ...{ address: line(200), licence: line(200), licenceLink: attack, profiles: attack, securityContact: attack },
    links: `${line(80)} https://example.org/${line(80).replace(/\s/g, "")}`,
  });
  return changeSiteSettings(admin, settings);
}

async function setLine(admin: Person, attack: string): Promise<boolean> {
  const until = new Date(Date.now() + 3_600_000).toISOString();
  for (const href of [attack, "/city"]) {
    const line = breakingSchema.safeParse({ text: asLine(attack, 120) || "A line", href, until });
    if (!line.success) continue;
    await setBreaking(admin, line.data);
    return true;
  }
  return false;
}
