// What a reader on a bad phone has to wait for: one answer of a few kilobytes, and nothing else before there is text.

import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

/** Bytes of HTML with its CSS, as brotli. */
const maxBytes = 14 * 1024;

/** Cumulative layout shift: a hundredth is far below what a reader notices. */
const maxShift = 0.01;

/** Of the one script, as gzip. */
const maxScript = 6 * 1024;

const syllables = ["ba", "con", "der", "ferry", "gra", "har", "in", "lo", "mar", "ne", "port", "ris", "sta", "tion"];
/** Hardly a word comes twice: no real text is harder to compress. */
const word = (index: number): string =>
  [index * 7, index * 11 + 3, index * 5 + 1].map((turn) => syllables[(turn + index) % syllables.length]).join("") +
  index;
const paragraphs = Array.from(
  { length: 10 },
  (_, place) => `${Array.from({ length: 60 }, (_, index) => word(place * 60 + index)).join(" ")}.`,
);

test("a story of 600 words is one small response with one small optional script", async ({
  page,
  request,
  browser,
}) => {
  const mark = Date.now().toString(36);
  const section = await newSection(`Reading ${mark}`);
  const storyPath = await newStory({
    headline: `Ferry ${mark} runs at night`,
    standfirst: "The last boat now leaves at three.",
    paragraphs,
    section: section.id,
  });
  const storyId = storyPath.split("/").at(-1) ?? "";
  const { path: address } = await publishStory(await theAdmin(), { storyId, version: 0, showUpdated: true });

  await expect(async () => {
    const answer = await request.get(address, { headers: { "accept-encoding": "br" } });
    expect(answer.headers()["content-encoding"]).toBe("br"); // it is recompressed a second later
    expect(Number(answer.headers()["content-length"])).toBeLessThanOrEqual(maxBytes);
  }).toPass();

  const asked: string[] = [];
  page.on("request", (one) => asked.push(one.resourceType()));
  await page.goto(address);
  await expect(page.getByText(paragraphs[0] ?? "")).toBeVisible();
  expect(asked.filter((type) => !["image", "font", "other"].includes(type))).toEqual(["document", "script"]);

  await test.step("all pages share one security policy, one style sheet and one small deferred script", async () => {
    const policies = new Set<string | undefined>();
    const scripts = new Set<string>();
    for (const path of ["/", `/reading-${mark}`, address, "/archive", `/no-such-page-${mark}`]) {
      const answer = await request.get(path);
      const html = await answer.text();
      expect(html, path).not.toMatch(/\sstyle="/);
      for (const [, attributes = ""] of html.matchAll(/<script([^>]*)>/g))
        if (!attributes.includes("application/ld+json")) scripts.add(attributes);
      policies.add(answer.headers()["content-security-policy"]);
    }
    const withoutSecond = [...policies].map((policy) => policy?.replace(/('sha256-[^']+') 'sha256-[^']+'/, "$1"));
    expect(new Set(withoutSecond).size).toBe(1);
    expect(withoutSecond[0]).toMatch(/script-src 'self'; style-src 'self' 'sha256-[^']+';/);
    const [script = "", ...others] = scripts;
    expect(others).toEqual([]);
    expect(script).toMatch(/type="module"/);
    expect(script).toMatch(/async/);
    const module = /src="(\/_next\/static\/island\/[0-9a-f]{8}\.js)"/.exec(script)?.[1] ?? "";
    const sent = await request.get(module, { headers: { "accept-encoding": "gzip" } });
    expect(sent.headers()).toMatchObject({
      "content-encoding": "gzip",
      "cache-control": expect.stringMatching(/immutable/),
    });
    expect(Number(sent.headers()["content-length"])).toBeLessThanOrEqual(maxScript);
    expect(await sent.text(), "it asks for nothing more").not.toMatch(/\bimport\b|\bfetch\(/);
  });

  await test.step("without script the page is complete and shows no control that needs one", async () => {
    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await plain.goto(address);
    for (const text of paragraphs) await expect(plain.getByText(text)).toBeVisible();
    await expect(plain.getByRole("navigation", { name: "Share" }).getByRole("link")).toHaveText([
      "Email",
      "Link to this story",
    ]);
    await expect(plain.locator(".times time")).toHaveText(/\d{4}, \d\d:\d\d/);
    await expect(plain.getByRole("main").getByRole("button")).toHaveCount(0);
    await expect(plain.getByRole("radio")).toHaveCount(0);
    await plain.context().close();
  });

  await test.step("with script, times become ages, a button copies the link, a theme is stored, and nothing moves", async () => {
    const context = await browser.newContext({
      colorScheme: "light",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await context.addInitScript(() => {
      new PerformanceObserver((list) => {
        // Types of the browser know no entry of a layout shift.
        for (const entry of list.getEntries())
          document.documentElement.dataset.moved = `${Number(document.documentElement.dataset.moved ?? 0) + (entry as unknown as { value: number }).value}`;
      }).observe({ type: "layout-shift", buffered: true });
    });
    const reader = await context.newPage();
    await reader.goto(address);
    const time = reader.locator(".times time");
    await expect(time).toHaveText(/^(?:just now|\d+ minutes? ago)$/);
    await expect(time).toHaveAttribute("title", /\d{4} at \d\d:\d\d/);

    await reader.getByRole("navigation", { name: "Share" }).getByRole("button", { name: "Copy link" }).click();
    await expect(reader.getByRole("status")).toHaveText("Link copied");
    expect(await reader.evaluate(() => navigator.clipboard.readText())).toContain(address);

    const paper = () => reader.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = await paper();
    await reader.getByRole("group", { name: "Theme" }).getByRole("radio", { name: "Dark" }).check();
    await expect.poll(paper).not.toBe(light);
    const dark = await paper();
    await reader.goto("/");
    await expect.poll(paper).toBe(dark);
    await reader.emulateMedia({ colorScheme: "dark" });
    await reader.getByRole("radio", { name: "Light" }).check();
    await expect.poll(paper).toBe(light);
    await reader.getByRole("radio", { name: "System" }).check();
    await expect.poll(paper).toBe(dark);
    expect(Number((await reader.locator("html").getAttribute("data-moved")) ?? 0)).toBeLessThan(maxShift);

    await reader.goto(`${address}-nowhere`);
    await expect(reader.locator(".latest time").first(), "without date and time of day").toHaveText(
      /^(?:just now|\d+ min ago)$/,
    );
    expect(Number((await reader.locator("html").getAttribute("data-moved")) ?? 0)).toBeLessThan(maxShift);
    await reader.emulateMedia({ media: "print" });
    await expect(reader.getByRole("radio"), "paper has no controls").toHaveCount(0);
    await context.close();
  });

  await test.step("a reader reports an error without script, keeps the input after a refusal, and an editor handles it", async () => {
    await page.goto(address);
    await page.getByRole("link", { name: "Report an error" }).click();
    await page.getByLabel("Where").selectOption({ index: 2 });
    await page.getByLabel("What is wrong").fill(`It leaves at four, ${mark}.`);
    await page.getByLabel("Your email address").fill("nobody");
    await page.getByRole("button", { name: "Send to the editors" }).click();
    await expect(page.getByRole("alert")).toContainText("Not sent");
    await expect(page.getByLabel("Your email address")).toHaveAccessibleDescription(/not a valid email address/);
    await expect(page.getByLabel("What is wrong")).toHaveValue(`It leaves at four, ${mark}.`);
    await expect(page.getByLabel("Where")).not.toHaveValue("");
    await page.getByLabel("Your email address").fill("");
    await page.getByRole("button", { name: "Send to the editors" }).click();
    await expect(page.getByRole("heading", { name: "Thank you" })).toBeVisible();
    await page.getByRole("link", { name: "Back to the story" }).click();
    await expect(page).toHaveURL(new RegExp(`${address}$`));

    await enterAsAdmin(page);
    await page.goto("/desk/inbox");
    await page
      .getByRole("navigation", { name: "Views" })
      .getByRole("link", { name: /From readers/ })
      .click();
    const report = page.getByRole("listitem").filter({ hasText: `It leaves at four, ${mark}.` });
    await expect(report).toContainText(paragraphs[1] ?? "");
    await report.getByRole("button", { name: /Mark as resolved/ }).click();
    await expect(report).toBeHidden();
    await page.getByRole("link", { name: "Show resolved" }).click();
    await expect(report).toContainText("Resolved by");
  });
});
