// Every kind of page of the example newsroom before the judges: validators, axe, the browser's own word on what moves.
import fs from "node:fs";
import path from "node:path";
import * as collections from "#lib/collections/mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { savePromotion } from "#lib/promotions/mutations.ts";
import { paper } from "#prisma/example/newsroom.ts";
import { judgeInBrowser } from "../judges/browser.ts";
import { collectPages, collectSiteMaps, fetchPage } from "../judges/collect.ts";
import { judgeTexts, linesOf } from "../judges/court.ts";
import type { Page } from "../judges/types.ts";
import { admin } from "./global-setup.ts";
import { publishBlockStory } from "./steps/block-story.ts";
import { Launch, ready } from "./steps/launch.ts";
import { newSection, onServer, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test.setTimeout(900_000);

let launch: Launch;
test.beforeAll(() => {
  launch = Launch.prepared();
});
test.afterAll(() => launch.end());

/** A published series of the newest stories, so that the pages of its parts lead to it; it comes first in the judges' search. */
async function newSeries(): Promise<void> {
  const editor = await theAdmin();
  const rows = await appClient().liveStory.findMany({
    orderBy: { publishedAt: "desc" },
    take: 4,
    select: { storyId: true },
  });
  const kind = "SERIES";
  const { id } = await collections.createCollection(editor, { kind, title: "The quay", slug: "the-quay" });
  const base = { kind, title: "The quay", slug: "the-quay", intro: "", cover: null, storyIds: [] } as const;
  const intro = "Four reports from the quay.\n\nNew parts on Thursdays.";
  const storyIds = rows.map(({ storyId }) => storyId);
  await collections.saveCollection(editor, {
    ...base,
    collectionId: id,
    intro,
    storyIds,
    base: { ...base, storyIds: [] },
  });
  await collections.publishCollection(editor, { collectionId: id });
  const promotion = { id: null, term: "zqxjkwvy", kind: "COLLECTION", target: id, endsAt: null } as const;
  await savePromotion(editor, promotion);
}

/** What the example has none of: a list of two pages, and a story that is read from right to left. */
function moreStories(): string {
  const folder = path.join(launch.data, "more");
  fs.mkdirSync(folder);
  const write = (name: string, matter: string, text: string) =>
    fs.writeFileSync(path.join(folder, `${name}.md`), `---\ndate: 2026-01-05\n${matter}\n---\n\n${text}\n`);
  for (let number = 1; number <= 21; number++)
    write(
      `bus-${number}`,
      `title: Bus ${number} runs again`,
      `The ${number} is back.\n\n## Where it stops\n\n1. Quay\n2. Dock\n\n<details><summary>Fares</summary>\n\nFrom £3.\n\n- Day ticket £5\n\n</details>`,
    );
  write(
    "ferry-ar",
    "lang: ar\ntitle: عودة العبارة الليلية",
    "عادت العبارة بعد أحد عشر عامًا.\n\n> «انتظرنا طويلًا»\n\n- الرصيف\n- الحوض",
  );
  return folder;
}

test("every kind of page passes all judges on a phone in light mode and a desktop in dark mode", async ({
  browser,
}) => {
  const run = launch.galley({
    GALLEY_DEMO: "1",
    GALLEY_ADMIN_EMAIL: admin.email,
    GALLEY_ADMIN_PASSWORD: admin.password,
  });
  const site = await ready(run, 300_000);
  const staff = await browser.newContext({ baseURL: site });
  const desk = await staff.newPage();
  const { goneFrom, withBlocks } = await onServer(launch.data, async () => {
    await enterAsAdmin(desk, site);
    const transport = await newSection("Transport", "/city");
    await newSeries();
    const gone = { where: { publication: "TAKEN_DOWN" }, select: { path: true } } as const;
    return {
      goneFrom: (await appClient().story.findFirstOrThrow(gone)).path,
      withBlocks: await publishBlockStory(transport.id),
    };
  });
  const imported = launch.command(["import", moreStories(), "--section", "/city/transport"]);
  expect(await imported.code, imported.text()).toBe(0);

  const pages = await collectPages(site);
  for (const address of [goneFrom ?? "", withBlocks]) {
    const page = await fetchPage(site, address);
    if (page && !pages.some((known) => known.address === page.address)) pages.push(page);
  }

  await test.step("the site map covers every kind of page", () => {
    const kinds = pages.map(({ kind }) => kind.replace(/ with .*/, ""));
    expect([...new Set(kinds)].sort()).toEqual([
      "archive",
      "author",
      "collection",
      "corrections",
      "day of the archive",
      "front page",
      "later page of a list",
      "month of the archive",
      "page that answers 404",
      "page that answers 410",
      "report of an error",
      "search",
      "search without a question",
      "section",
      "standing page",
      "story",
      "story to republish",
      "sub-section",
      "topic",
      "what changed in a story",
      "year of the archive",
    ]);
    const held = pages.map(({ kind }) => kind).join();
    for (const trait of ["picture", "correction", "numbered list", "fact box", "summary", "text from right to left"])
      expect(held).toContain(trait);
  });

  await desk.goto("/admin/settings?tab=appearance");
  const form = desk.getByRole("region", { name: "Logo" });
  const withLogo: Page[] = [];
  await test.step("a logo replaces the name on every page and keeps it as its label", async () => {
    await form.locator("input[type=file]").setInputFiles({
      name: "ledger.svg",
      mimeType: "image/svg+xml",
      buffer: Buffer.from(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 50" height="50"><path d="M10 10h30v30h-30zM60 10h120v8h-120zM60 30h320v10h-320z" fill="#161512"/></svg>',
      ),
    });
    await expect(desk.getByText("Logo saved. Readers see it now.")).toBeVisible();
    await expect(form.getByRole("img", { name: paper.name })).toBeVisible();
    const drawn = await Promise.all(
      ["/", new URL(storyWith(pages, "correction").address).pathname].map((at) => fetchPage(site, at)),
    );
    withLogo.push(...drawn.filter((page) => page !== null));
    expect(withLogo).toHaveLength(2);
    for (const { html } of withLogo)
      expect(html).toMatch(/<a class="nameplate" href="\/"[^>]*><img src="\/pictures\/masthead\/[0-9a-f]{16}\.webp"/);
  });

  /** The pages with the logo, and after its removal those without. */
  const judgeBoth = async () => {
    const logo = await judgeInBrowser(browser, withLogo);
    await test.step("a file that is no picture is refused, and a logo can be removed", async () => {
      await form
        .locator("input[type=file]")
        .setInputFiles({ name: "no.png", mimeType: "image/png", buffer: Buffer.from("no picture") });
      await expect(form.getByRole("alert")).toContainText("cannot be read as a picture");
      await form.getByRole("button", { name: "Remove logo" }).click();
      await expect(form.getByRole("img")).toHaveCount(0);
      expect((await fetchPage(site, "/"))?.html).toContain(`aria-current="page">${paper.name}</a>`);
    });
    const plain = await judgeInBrowser(browser, pages);
    return [...logo.findings, ...plain.findings];
  };
  const [texts, seen] = await Promise.all([
    judgeTexts([...pages, ...withLogo], await collectSiteMaps(site)), // of all pages at once, because Java is slow to start
    judgeBoth(),
  ]);
  for (const line of texts.leftOut) console.log(line);
  expect(linesOf([...texts.findings, ...seen])).toEqual([]);

  await test.step("a screen reader gets a story in order without script", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(storyWith(pages, "correction").address);
    await expect(page.locator("body")).toMatchAriaSnapshot(`
      - link "Skip to content"
      - banner:
        - link "${paper.name}"
        - search:
          - searchbox
        - navigation "Sections"
      - main:
        - article:
          - navigation "Breadcrumb"
          - heading [level=1]
          - paragraph
          - paragraph:
            - time
          - complementary /Correction 1/
          - figure:
            - img
          - region "Key points":
            - heading "Key points" [level=2]
            - list
          - paragraph
          - heading [level=2]
          - blockquote
          - list
          - region "In short":
            - heading "In short" [level=2]
          - navigation "Topics"
          - region /About/
          - region "Corrections to this story"
          - navigation "Share"
      - region "Read also":
        - heading "Read also" [level=2]
        - list:
          - listitem:
            - article:
              - heading [level=3]
      - complementary "Latest":
        - heading "Latest" [level=2]
        - list
      - contentinfo:
        - navigation "All sections"
        - navigation "Follow"
    `);
    await context.close();
  });

  await staff.close();
});

const storyWith = (pages: readonly Page[], trait: string): Page => {
  const page = pages.find(({ kind }) => kind.startsWith("story") && kind.includes(trait));
  if (!page) throw new Error(`No story has a ${trait}.`);
  return page;
};

test("the browser judges find the faults of a faulty page", async ({ browser }) => {
  const html = `<title>Bad</title><style>p { color: #999; width: 500px; animation: down 100ms forwards }
    body { display: flex; flex-direction: column-reverse; justify-content: flex-end }
    @keyframes down { to { margin-top: 300px } }</style><body><p>It moves, it is pale, and it is too wide.</p><p>It pushes.</p>`;
  const address = `data:text/html,${encodeURIComponent(html)}`;
  const { findings } = await judgeInBrowser(browser, [{ kind: "section", address, status: 200, html }]);
  const judges = new Set(
    findings.filter(({ judge }) => judge.includes("phone")).map(({ judge }) => judge.split(" (")[0]),
  );
  expect([...judges].sort()).toEqual(["arrival", "axe", "keyboard", "layout shift", "width"]);
});
