// Several people on one story at once.
import type { Page } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let ada: Page;
let hers: EditorPage;
test.beforeEach(async ({ page }) => {
  ada = page;
  await enterAsAdmin(page);
  hers = new EditorPage(page);
});

test("two people in one paragraph see each other's words and caret, and undo reverts only one's own", async ({
  browser,
}) => {
  const ben = newcomer("Editor", "Ben Okafor");
  const page = await welcome(browser, ben);
  await hers.open(await newStory({ paragraphs: ["The ferry sails at noon."] }));
  const his = new EditorPage(page);
  await his.open(ada.url());

  await expect(hers.here).toHaveAccessibleName(`In this story: ${ben.name}, here`);
  await hers.caret(hers.paragraphs.first(), "start");
  await his.caret(his.paragraphs.first(), "end");
  await expect(hers.caretOf(ben.name)).toBeVisible();
  // A pause of half a second starts a new undo step. The fixed clock prevents that on a busy machine.
  await page.clock.setFixedTime(new Date());
  await Promise.all([
    ada.keyboard.type("At last: ", { delay: 60 }),
    page.keyboard.type(" The last one at ten.", { delay: 40 }),
    // The label stays for three seconds after his last key.
    expect(hers.here).toHaveAccessibleName(`In this story: ${ben.name}, writing`),
  ]);
  const both = "At last: The ferry sails at noon. The last one at ten.";
  await expect(hers.paragraphs).toHaveText([both]);
  await expect(his.paragraphs).toHaveText([both]);

  await page.keyboard.press("Control+z");
  await expect(his.paragraphs).toHaveText(["At last: The ferry sails at noon."]);
  await expect(hers.paragraphs).toHaveText(["At last: The ferry sails at noon."]);
  await page.context().close();
});

test("two people who type at the end of one paragraph keep their words whole, even when one presses Enter first", async ({
  browser,
}) => {
  const page = await welcome(browser, newcomer("Editor", "Ben Okafor"));
  await hers.open(await newStory({ paragraphs: ["The ferry sails at noon."] }));
  const his = new EditorPage(page);
  await his.open(ada.url());
  const words = (letter: string) => Array.from({ length: 16 }, (_, i) => ` ${letter}${i + 1}.`).join("");
  await hers.caret(hers.paragraphs.first(), "end");
  await Promise.all([
    ada.keyboard.type(words("a"), { delay: 40 }),
    (async () => {
      await his.caret(his.paragraphs.first(), "end");
      await page.keyboard.press("Enter");
      await page.keyboard.type(words("b").trim(), { delay: 50 });
    })(),
  ]);
  const both = [`The ferry sails at noon.${words("a")}`, words("b").trim()];
  await expect(hers.paragraphs).toHaveText(both);
  await expect(his.paragraphs).toHaveText(both);
  await page.context().close();
});

test("more tabs than the browser has connections all save and share one event stream", async ({ context }) => {
  await hers.open(await newStory());
  const tabs = [hers];
  // Six connections to one server are what browsers allow.
  while (tabs.length < 7) {
    const tab = new EditorPage(await context.newPage());
    await tab.open(ada.url());
    tabs.push(tab);
  }
  for (const [tab, words] of [
    [hers, " First."],
    [tabs.at(-1) ?? hers, " Last."],
  ] as const) {
    await tab.page.bringToFront();
    await tab.caret(tab.paragraphs.first(), "end");
    await tab.page.keyboard.type(words);
    await expect(tab.saved).toBeVisible();
  }
  for (const tab of tabs) await expect(tab.paragraphs).toHaveText(["Start. First. Last."]);
});

test("the stories list shows who is working on a story", async ({ browser }) => {
  const ben = newcomer("Editor", "Ben Okafor");
  const page = await welcome(browser, ben);
  const headline = `A story that two look at ${Date.now()}`;
  await hers.open(await newStory({ headline }));
  await page.goto("/desk");
  const row = page.getByRole("row").filter({ hasText: headline });
  await expect(row.getByLabel(/^In this story: .+, (here|writing)$/)).toBeVisible();
  await ada.goto("/desk");
  await expect(row.getByLabel(/^In this story/)).toHaveCount(0);
  await page.context().close();
});

test("a change of state updates every open tab and its available actions at once", async ({ browser }) => {
  const rosa = newcomer("Contributor", "Rosa Lind");
  const page = await welcome(browser, rosa);
  const his = new EditorPage(page);
  await his.startNew();
  await his.write("A story", "Stand", "Words.");
  await expect(his.saved).toBeVisible();
  await hers.open(page.url());
  await new StoryPage(page).file();
  await expect(page.getByText("This story is filed.")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Suggesting" })).toBeChecked();
  await expect(ada.getByRole("button", { name: "Approve" })).toBeVisible();
  await page.getByRole("button", { name: "More to do with this story" }).click();
  await page.getByRole("menuitem", { name: "Withdraw" }).click();
  await expect(page.getByRole("radio", { name: "Editing" })).toBeChecked();
  await expect(ada.getByRole("button", { name: "Approve" })).toHaveCount(0);
  await page.context().close();
});

test("a person who may only read sees a story's changes as they happen", async ({ browser }) => {
  const rosa = newcomer("Reporter", "Rosa Lind");
  const page = await welcome(browser, rosa);
  await hers.open(await newStory());
  const reads = new EditorPage(page);
  await reads.open(ada.url());
  await hers.caret(hers.paragraphs.first(), "end");
  await ada.keyboard.type(" More.");
  await expect(reads.paragraphs).toHaveText(["Start. More."]);
  await page.context().close();
});
