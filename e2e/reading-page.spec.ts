// What a reader on a bad phone has to wait for: one answer of a few kilobytes, and nothing else before there is text.
import { expect, test } from "@playwright/test";
import { admin } from "./global-setup.ts";
import { SectionsPage } from "./pages/admin-pages.ts";
import { StoryPage } from "./pages/story-page.ts";
import { signIn } from "./steps/sign-in.ts";

test.setTimeout(180_000);

/** Bytes of HTML with its CSS, as brotli. */
const mostBytes = 14 * 1024;

const syllables = ["ba", "con", "der", "ferry", "gra", "har", "in", "lo", "mar", "ne", "port", "ris", "sta", "tion"];
/** Hardly a word comes twice: no real text is harder to compress. */
const word = (index: number): string =>
  [index * 7, index * 11 + 3, index * 5 + 1].map((turn) => syllables[(turn + index) % syllables.length]).join("") +
  index;
const paragraphs = Array.from(
  { length: 10 },
  (_, place) => `${Array.from({ length: 60 }, (_, index) => word(place * 60 + index)).join(" ")}.`,
);

test("a story of 600 words is one small answer, which needs no script and nothing else to be read", async ({
  page,
  request,
}) => {
  const mark = Date.now().toString(36);
  await signIn(page, admin);
  await new SectionsPage(page).create(`Reading ${mark}`);
  const story = new StoryPage(page);
  await story.begin();
  await story.write(`Ferry ${mark} runs at night`, "The last boat now leaves at three.");
  for (const text of paragraphs) {
    await page.keyboard.press("Enter");
    await page.keyboard.insertText(text);
  }
  await story.chooseSection(`Reading ${mark}`);
  await expect(story.saved()).toBeVisible();
  await story.verb("Publish").click();
  await story.dialog.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(story.dialog.getByRole("status")).toContainText("Readers have it since");
  const address = (await story.viewOnSite().getAttribute("href")) ?? "";

  await expect(async () => {
    const answer = await request.get(address, { headers: { "accept-encoding": "br" } });
    expect(answer.headers()["content-encoding"]).toBe("br"); // it is pressed further when there is time
    expect(Number(answer.headers()["content-length"])).toBeLessThanOrEqual(mostBytes);
  }).toPass();

  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.resourceType()));
  await page.goto(address);
  await expect(page.getByText(paragraphs[0] ?? "")).toBeVisible();
  expect(asked.filter((type) => !["image", "font", "other"].includes(type))).toEqual(["document"]);

  await test.step("one policy holds for every page, and no page has a style or a script of its own", async () => {
    const policies = new Set<string | undefined>();
    for (const path of ["/", `/reading-${mark}`, address, "/archive", `/no-such-page-${mark}`]) {
      const answer = await request.get(path);
      const html = await answer.text();
      expect(html, path).not.toMatch(/\sstyle="/);
      expect(html, path).not.toMatch(/<script(?![^>]*application\/ld\+json)/);
      policies.add(answer.headers()["content-security-policy"]);
    }
    expect([...policies]).toEqual([expect.stringMatching(/script-src 'self'; style-src 'self' 'sha256-[^']+';/)]);
  });

  await test.step("a reader reports an error without any script, keeps what was typed, and an editor deals with it", async () => {
    await page.goto(address);
    await page.getByRole("link", { name: "Report an error" }).click();
    await page.getByLabel("Where").selectOption({ index: 2 });
    await page.getByLabel("What is wrong").fill(`It leaves at four, ${mark}.`);
    await page.getByLabel("Your e-mail address").fill("nobody");
    await page.getByRole("button", { name: "Send to the editors" }).click();
    await expect(page.getByRole("alert")).toContainText("Not sent");
    await expect(page.getByLabel("Your e-mail address")).toHaveAccessibleDescription(/no e-mail address/);
    await expect(page.getByLabel("What is wrong")).toHaveValue(`It leaves at four, ${mark}.`);
    await expect(page.getByLabel("Where")).not.toHaveValue("");
    await page.getByLabel("Your e-mail address").fill("");
    await page.getByRole("button", { name: "Send to the editors" }).click();
    await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
    await page.getByRole("link", { name: "Back to the story" }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));

    await page.goto("/desk/inbox");
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("link", { name: /From readers/ })
      .click();
    const report = page.getByRole("listitem").filter({ hasText: `It leaves at four, ${mark}.` });
    await expect(report).toContainText(paragraphs[1] ?? "");
    await report.getByRole("button", { name: /Dealt with/ }).click();
    await expect(report).toBeHidden();
    await page.getByRole("link", { name: "Show what is done" }).click();
    await expect(report).toContainText("Dealt with by");
  });
});
