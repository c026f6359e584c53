// Readers' very next request after what an editor does, with every page kept by the press.
import type { APIRequestContext } from "@playwright/test";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { StoryPage } from "./pages/story-page.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/** Numbers of the press by name. */
async function counts(reader: APIRequestContext): Promise<Record<string, number>> {
  const text = await (await reader.get("/metrics")).text();
  return Object.fromEntries(
    [...text.matchAll(/^galley_press_(\w+) (\d+)$/gm)].map(([, name, value]) => [name, Number(value)]),
  );
}

test("publishing, correcting and taking down reach readers on the next request, while other pages stay cached", async ({
  page,
  playwright,
  baseURL,
}) => {
  const mark = Date.now().toString(36);
  const headline = `Bridge ${mark} opens early`;
  await enterAsAdmin(page);
  const { id: section, path: sectionPath } = await newSection(`Press ${mark}`);
  const reader = await playwright.request.newContext({ ...(baseURL ? { baseURL } : {}) });
  const lists = ["/", sectionPath, "/rss.xml", `${sectionPath}/rss.xml`, "/sitemap.xml"];
  const text = async (path: string) => (await reader.get(path)).text();
  for (const path of lists) expect(await text(path), path).not.toContain(`bridge-${mark}`);

  const story = new StoryPage(page);
  const paragraphs = ["The first car crossed at nine."];
  await story.open(await newStory({ headline, standfirst: "It was to open in May.", paragraphs, section }));
  await story.publish("Publish");
  await expect(story.dialog.getByRole("status")).toContainText("Published at");
  for (const path of lists) expect(await text(path), path).toContain(`bridge-${mark}`);
  const address = (await story.viewOnSite().getAttribute("href")) ?? "";
  await story.closeReceipt();

  await test.step("every kind of page is served from the cache", async () => {
    const pages = [...lists, address, "/robots.txt", `/lost-${mark}`, `${sectionPath}/`];
    for (const path of pages) await reader.get(path, { maxRedirects: 0 });
    const before = await counts(reader);
    for (let visit = 0; visit < 3; visit++) for (const path of pages) await reader.get(path, { maxRedirects: 0 });
    const after = await counts(reader);
    // Other tests read and change pages at the same time.
    expect(after.hits_total).toBeGreaterThan((before.hits_total ?? 0) + pages.length);
    const one = await reader.get(address, { headers: { "accept-encoding": "br" } });
    expect(one.headers()).toMatchObject({ "cache-control": "no-cache", vary: "accept-encoding" });
    const again = await reader.get(address, {
      headers: { "accept-encoding": "br", "if-none-match": one.headers().etag ?? "" },
    });
    expect(again.status()).toBe(304);
  });

  await test.step("a correction reaches readers on the next request", async () => {
    await story.append(" The second was a bus.");
    await expect(story.verb("Publish update")).toBeEnabled();
    await story.verb("Correct").click();
    await story.dialog.getByRole("textbox", { name: "Note" }).fill("An earlier version left out the bus.");
    await story.dialog.getByRole("button", { name: "Publish correction" }).click();
    await expect(story.dialog.getByText("Removed from all servers")).toBeVisible();
    const now = await text(address);
    expect(now).toContain("The second was a bus.");
    expect(now).toContain("An earlier version left out the bus.");
    await story.closeReceipt();
  });

  await test.step("a take-down reaches readers on the next request", async () => {
    await story.verb("Take down").click();
    await story.dialog.getByLabel("Reason").fill("Asked for.");
    await story.dialog.getByRole("button", { name: "Take down" }).click();
    await expect(page.getByText("Removed from all servers.")).toBeVisible();
    const gone = await reader.get(address);
    expect(gone.status()).toBe(410);
    expect(await gone.text()).not.toContain("The first car");
    for (const path of lists) expect(await text(path), path).not.toContain(`bridge-${mark}`);
  });
  await reader.dispose();
});

test("an admin sees the cached pages and the state of each node, and can refresh an address", async ({ page }) => {
  await enterAsAdmin(page);
  await page.request.get("/");
  await page.goto("/desk");
  await page.getByRole("navigation", { name: "Admin" }).getByRole("link", { name: "Page cache" }).click();
  await expect(page.getByRole("table", { name: "Nodes" })).toContainText("Up to date");
  await expect(
    page.getByRole("table", { name: "Recently requested pages" }).getByRole("link", { name: "/", exact: true }),
  ).toBeVisible();
  const before = await counts(page.request);
  await page.getByRole("button", { name: "Purge" }).click();
  await page.getByRole("textbox", { name: "URL path" }).fill("/");
  await page.getByRole("dialog").getByRole("button", { name: "Purge" }).click();
  await expect(page.getByText("Purged on every node.")).toBeVisible();
  await page.request.get("/");
  expect((await counts(page.request)).renders_total).toBeGreaterThan(before.renders_total ?? 0);
});

test("hides metrics from requests that come through a proxy", async ({ request }) => {
  expect((await request.get("/metrics")).status()).toBe(200);
  expect((await request.get("/metrics", { headers: { "x-forwarded-for": "127.0.0.1" } })).status()).toBe(404);
});

test("an editor publishes a breaking-news alert that links to a story, and removes it again", async ({
  page,
  browser,
}) => {
  await enterAsAdmin(page);
  const text = `The bridge is closed ${Date.now().toString(36)}`;
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await reader.goto("/archive");
  await expect(reader.getByText(text)).toHaveCount(0);

  await page.goto("/desk/fronts");
  const line = page.getByRole("region", { name: "Breaking news" });
  await line.getByRole("button", { name: "New alert" }).click();
  const dialog = page.getByRole("dialog", { name: "Breaking news" });
  await dialog.getByLabel("Text").fill(text);
  await dialog.getByLabel("Link").fill("javascript:alert(1)");
  await dialog.getByRole("button", { name: "Publish alert" }).click();
  await expect(dialog.getByText("Enter a path such as /city")).toBeVisible();
  await dialog.getByLabel("Link").fill("/archive");
  await dialog.getByRole("button", { name: "Publish alert" }).click();
  await expect(line).toContainText(text);

  for (const path of ["/", "/archive", "/nowhere"]) {
    await reader.goto(path);
    await expect(reader.getByRole("complementary", { name: "Breaking news" })).toContainText(text);
  }
  await reader.getByRole("link", { name: text }).click();
  await expect(reader).toHaveURL(/\/archive$/);

  await line.getByRole("button", { name: "Remove" }).click();
  await expect(line).toContainText("No alert");
  await reader.goto("/");
  await expect(reader.getByText(text)).toHaveCount(0);
});

test("stories that are selected in the list and taken down together are gone for readers", async ({
  page,
  request,
}) => {
  await enterAsAdmin(page);
  const mark = Date.now().toString(36);
  const { id: section } = await newSection(`Bulk ${mark}`);
  const admin = await theAdmin();
  const addresses: string[] = [];
  for (const headline of [`First ${mark}`, `Second ${mark}`, `Third ${mark}`]) {
    const storyId = (await newStory({ headline, section })).replace("/desk/stories/", "");
    addresses.push((await publishStory(admin, { storyId, version: 0, showUpdated: true })).path);
  }
  const statuses = () => Promise.all(addresses.map(async (address) => (await request.get(address)).status()));
  await expect.poll(statuses).toEqual([200, 200, 200]);

  await page.goto(`/desk?section=${section}`);
  await waitForHydration(page);
  await page.getByRole("link", { name: `First ${mark}` }).focus();
  await page.keyboard.press("x");
  await page.getByRole("checkbox", { name: `Select Second ${mark}` }).click();
  const bar = page.getByRole("region", { name: "Selected stories" });
  await expect(bar.getByRole("status")).toHaveText("2 stories selected");
  await bar.getByRole("button", { name: "Take down…" }).click();
  const dialog = page.getByRole("dialog", { name: "Take down 2 stories?" });
  await expect(dialog.getByRole("listitem")).toHaveText([`First ${mark}`, `Second ${mark}`]);
  await dialog.getByLabel("Reason").fill("The court asked us to.");
  await dialog.getByRole("button", { name: "Take down 2 stories" }).click();
  await expect(page.getByText("2 stories taken down.")).toBeVisible();
  expect(await statuses()).toEqual([410, 410, 200]);
  await expect(bar).toHaveCount(0);
});
