// What readers find, and what the paper has set right: without script, as soon as it is published.

import { StoryPage } from "./pages/story-page.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a reader finds a story by word forms, filters and misspellings, and a correction at once", async ({
  page,
  browser,
  baseURL,
}) => {
  const mark = Date.now()
    .toString(36)
    .replace(/\d/g, (digit) => "abcdefghij"[Number(digit)] ?? "");
  await enterAsAdmin(page);
  const story = new StoryPage(page);
  await story.open(
    await newStory({
      headline: `Lighthouse${mark} opens`,
      standfirst: "It shines.",
      paragraphs: ["Many puffins nest below the lamp."],
      section: (await newSection(`Search ${mark}`)).id,
    }),
  );
  await story.verb("Publish").click();
  await story.dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(story.dialog.getByRole("status")).toContainText("Published at");
  await story.closeReceipt();

  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const reader = await context.newPage();
  await reader.goto(`/no-such-page-${mark}`);
  const field = reader.getByRole("main").getByRole("searchbox");
  await field.fill(`lighthouse${mark} puffin`);
  await field.press("Enter");
  await expect(reader.getByRole("status")).toContainText("1 story");
  const hit = reader.getByRole("link", { name: `Lighthouse${mark} opens` });
  await expect(hit).toBeVisible();
  await expect(reader.locator("mark").first()).toHaveText(`Lighthouse${mark}`);
  const filters = reader.getByRole("complementary", { name: "Filters" });
  await reader.setViewportSize({ width: 390, height: 844 });
  await expect(filters.getByRole("link")).toHaveCount(0);
  const places = await Promise.all([filters, hit].map(async (one) => (await one.boundingBox())?.y ?? 0));
  expect(places[0], "on a phone filters are above the results").toBeLessThan(places[1] ?? 0);
  await filters.getByText("Filters", { exact: true }).click();
  await filters.getByRole("link", { name: `Search ${mark}` }).click();
  await expect(reader).toHaveURL(new RegExp(`section=search-${mark}`));
  await expect(hit).toBeVisible();
  await reader.setViewportSize({ width: 1280, height: 900 });
  await expect(filters.getByRole("link").first(), "on a wide page they are open").toBeVisible();
  await expect(reader.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);

  await reader.goto(`/search?q=lihgthouse${mark}`);
  await expect(filters).toHaveCount(0);
  await expect(reader.getByRole("region", { name: "Latest" }).getByRole("link").first()).toBeVisible();
  await reader.getByRole("link", { name: `lighthouse${mark}`, exact: true }).click();
  await expect(hit).toBeVisible();
  for (const q of ["%00", "-puffin", "%22%27%26%7C!", "%F0%9F%8E%89", "x".repeat(10_000)]) {
    const answer = await reader.request.get(`/search?q=${q}`);
    expect(answer.status(), q.slice(0, 20)).toBe(200);
  }

  await story.append(" Gulls too.");
  await expect(story.verb("Publish update")).toBeEnabled();
  await story.verb("Correct").click();
  await story.dialog.getByRole("textbox", { name: "Note" }).fill(`We left out the gulls of ${mark}.`);
  await story.dialog.getByRole("button", { name: "Publish correction" }).click();
  await expect(story.dialog.getByText("Removed from all servers")).toBeVisible();
  await reader.goto("/corrections");
  const note = reader.getByRole("listitem").filter({ hasText: `We left out the gulls of ${mark}.` });
  await note.getByRole("link", { name: `Lighthouse${mark} opens` }).click();
  await expect(reader).toHaveURL(/#correction-1$/);
  await reader.getByRole("link", { name: "All corrections by this paper" }).click();
  await expect(reader.getByRole("heading", { name: "Corrections", level: 1 })).toBeVisible();
  for (const file of ["rss.xml", "atom.xml", "feed.json"])
    expect(await (await reader.request.get(`/corrections/${file}`)).text(), file).toContain(`gulls of ${mark}`);
  expect((await reader.request.get("/opensearch.xml")).headers()["content-type"]).toContain("opensearchdescription");
  expect((await reader.request.get("/.well-known/security.txt")).status()).toBe(404);
  await context.close();
});
