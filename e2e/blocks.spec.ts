// The blocks of the / menu, written by keyboard, and as readers get them, without script.
import { expect, test } from "@playwright/test";
import { appClient } from "#lib/postgres/app.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { judgeInBrowser } from "../judges/browser.ts";
import { fetchPage } from "../judges/collect.ts";
import { judgeTexts, linesOf } from "../judges/court.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";

test("blocks are added from the / menu, and readers get them without script and without notes to editors", async ({
  page,
  browser,
  baseURL,
}) => {
  const { keyboard } = page;
  const editor = new EditorPage(page);
  const section = await newSection("Harbour blocks");
  const address = await newStory({ headline: "The ferry in blocks", section: section.id });
  await enterAsAdmin(page);
  await editor.open(address);
  const add = async (name: string) => {
    await keyboard.type(`/${name}`);
    await expect(page.getByRole("option").first()).toContainText(name);
    await keyboard.press("Enter");
  };
  const write = async (...lines: string[]) => {
    for (const line of lines) {
      await keyboard.type(line);
      await keyboard.press("Enter");
    }
  };
  await editor.paragraphs.first().click();
  await keyboard.press("End");
  await keyboard.press("Enter");
  await add("Table of contents");
  await write("## The quay");
  await add("Embed");
  const field = editor.story.getByRole("textbox", { name: "Address or embed code" });
  await expect(field).toBeFocused();
  await keyboard.type("https://youtu.be/dQw4w9WgXcQ");
  await keyboard.press("Enter");
  await expect(field).toBeHidden();
  await expect(editor.story).toBeFocused();
  await keyboard.type("A ferry in the storm");
  await write("", ""); // past the credit
  await add("Note to editors");
  await write("Ask the harbour master");
  await add("Q&A");
  await write("When does it sail?", "At noon.", "", "Who pays?", "The town.", "", "");
  await add("Timeline");
  await write("1921", "The first ferry sails.", "", "");
  await add("Profile");
  await write("Anna Berg", "Harbour master", "She grew up in Leith.", "");
  await write("## In code");
  await add("Code");
  await write('say("ahoy")', "");
  await keyboard.type("The end.");
  await keyboard.press("Enter");
  await add("Footnote");
  await write("Town archive");
  await keyboard.type(" Or not.");
  await expect(editor.story.locator("> *")).toHaveText([
    "The ferry in blocks",
    "A standfirst.",
    "Start.",
    "",
    "The quay",
    /A ferry in the storm/,
    "Ask the harbour master",
    "When does it sail?At noon.",
    "Who pays?The town.",
    "1921The first ferry sails.",
    /Anna Berg.*Harbour master.*She grew up in Leith\./,
    "In code",
    'say("ahoy")',
    "The end. Or not.",
    "Town archive",
  ]);
  await expect(editor.saved).toBeVisible();

  const storyId = address.split("/").at(-1) ?? "";
  const select = { version: true } as const;
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select });
  await publishStory(await theAdmin(), { storyId, version, showUpdated: false });
  const { path } = await appClient().liveStory.findUniqueOrThrow({ where: { storyId }, select: { path: true } });
  const got = await fetchPage(baseURL ?? "", path);
  expect(got?.html).toContain("A ferry in the storm");
  expect(got?.html).not.toContain("harbour master");
  const pages = got ? [got] : [];
  const [texts, seen] = await Promise.all([judgeTexts(pages, []), judgeInBrowser(browser, pages)]);
  expect(linesOf([...texts.findings, ...seen.findings])).toEqual([]);

  const asked: string[] = [];
  await page.route("https://www.youtube-nocookie.com/**", (route) => {
    asked.push(route.request().url());
    return route.fulfill({ contentType: "text/html", body: "<title>Film</title>" });
  });
  await page.goto(path);
  await page.getByRole("link", { name: "In code" }).click();
  await expect(page).toHaveURL(/#h-/);
  await page.getByRole("link", { name: "1", exact: true }).click();
  await expect(page).toHaveURL(/#fn-1$/);
  await page.getByRole("link", { name: "Back to the text" }).click();
  await expect(page).toHaveURL(/#fnref-1$/);
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "Show content from YouTube" }).click();
  await expect(page.locator("iframe")).toBeFocused();
  await expect.poll(() => asked).toEqual([expect.stringContaining("/embed/dQw4w9WgXcQ")]);
});
