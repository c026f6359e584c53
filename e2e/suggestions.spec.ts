// Changes that are proposed: by who may not change the text, and by who chooses to.
import type { Page } from "@playwright/test";
import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { SuggestionsPanel } from "./pages/suggestions-panel.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const text = "The bus takes 41 minutes, when it comes.";

let ada: Page;
let hers: EditorPage;
let panel: SuggestionsPanel;
test.beforeEach(async ({ page }) => {
  ada = page;
  await enterAsAdmin(page);
  hers = new EditorPage(page);
  panel = new SuggestionsPanel(page);
});

async function write(...paragraphs: string[]): Promise<void> {
  await hers.open(await newStory({ paragraphs }));
}
async function approve(): Promise<void> {
  await new StoryPage(ada).file();
  await ada.getByRole("button", { name: "Approve" }).click();
  await expect(ada.locator("header").getByText("Approved")).toBeVisible();
}
async function selectWords(editor: EditorPage, words: string): Promise<void> {
  const block = editor.paragraphs.filter({ hasText: words }).first();
  const at = (await block.textContent())?.indexOf(words) ?? -1;
  await editor.select(block, at, block, at + words.length);
}

test("an editor can accept a reporter's suggestion", async ({ browser }) => {
  test.slow(); // a story on its way through several hands
  const ben = newcomer("Reporter", "Ben Okafor");
  const page = await welcome(browser, ben);
  await write(text, "The ferry takes 16.");
  await approve();
  const [his, theirs] = [new EditorPage(page), new SuggestionsPanel(page)];
  await his.open(ada.url());
  await expect(page.getByRole("note")).toContainText("Your edits become suggestions");
  await expect(theirs.suggesting).toBeChecked();
  await expect(theirs.editing).toBeDisabled();
  await expect(his.story).toHaveAttribute("contenteditable", "true");
  await expect(his.details.getByLabel("Section")).toBeDisabled();
  await expect(his.details.getByLabel("Slug")).toBeDisabled();

  await selectWords(his, "41 minutes");
  await page.keyboard.type("an hour");
  await expect(his.story.locator("del")).toHaveText("41 minutes");
  await expect(his.story.locator("ins")).toHaveText("an hour");
  await his.caret(his.paragraphs.last(), "end");
  await page.keyboard.type(" At night 20.");
  await expect(his.saved).toBeVisible();

  // The editor sees both at once, whose they are, and goes from one to the other.
  await panel.tab.click();
  await expect(panel.cards).toHaveCount(2);
  await expect(panel.cards.first()).toContainText(ben.name);
  await expect(panel.about(panel.cards.first())).toHaveAccessibleName("Replace “41 minutes” with “an hour”");
  await expect(panel.about(panel.cards.last())).toHaveAccessibleName("Add “ At night 20.”");
  await hers.story.locator("ins").first().click();
  await expect(panel.cards.first().locator("section")).toHaveAttribute("data-active", "true");
  await panel.decide(panel.cards.first(), "Accept");
  await expect(hers.paragraphs.first()).toHaveText("The bus takes an hour, when it comes.");
  await panel.decide(panel.cards.first(), "Reject");
  await expect(panel.cards).toHaveCount(0);
  await expect(hers.paragraphs.last()).toHaveText("The ferry takes 16.");
  await expect(his.story.locator("ins, del")).toHaveCount(0);
  await expect(his.paragraphs).toHaveText(["The bus takes an hour, when it comes.", "The ferry takes 16."]);
  await page.context().close();
});

test("suggestions are never published, and the publish panel mentions them", async ({ request }) => {
  test.slow(); // a story on its way through several hands
  const mark = `proposed${Date.now().toString(36)}`;
  const section = await newSection(`Quays ${mark.slice(-6)}`);
  await hers.open(await newStory({ paragraphs: [text], section: section.id }));
  await panel.suggesting.check({ force: true });
  await hers.caret(hers.headline, "end");
  await ada.keyboard.type(` ${mark}`);
  await hers.caret(hers.paragraphs.last(), "end");
  await ada.keyboard.press("Enter");
  await ada.keyboard.type(mark);
  await selectWords(hers, "when it comes");
  await ada.keyboard.press("Backspace");
  await ada.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = ada.getByRole("dialog");
  await expect(dialog).toContainText(/\d open suggestions?/);
  await dialog.getByRole("button", { name: "Publish", exact: true }).click();
  const address = await ada.getByRole("link", { name: "View on site" }).getAttribute("href");
  const path = new URL(address ?? "", ada.url()).pathname;
  const front = path.split("/").slice(0, 2).join("/");
  for (const place of [path, "/", front, "/rss.xml", `${front}/rss.xml`, "/sitemap.xml"]) {
    const answer = await request.get(place);
    expect(await answer.text(), place).not.toContain(mark);
  }
  expect(await (await request.get(`/search?q=${mark}`)).text()).toContain("No stories match.");
  expect(await (await request.get(path)).text()).toContain(text);
});

test("an editor turns suggesting on and off by shortcut, and undo removes a suggestion", async () => {
  await write(text);
  const { keyboard } = ada;
  await expect(panel.editing).toBeChecked();
  await keyboard.press("Control+Alt+Shift+x");
  await expect(panel.suggesting).toBeChecked();
  await expect(hers.details.getByLabel("Section")).toBeDisabled();
  // A pause of half a second starts a new undo step. The fixed clock prevents that on a busy machine.
  await ada.clock.setFixedTime(new Date());
  await hers.caret(hers.paragraphs.first(), "end");
  await keyboard.press("Enter");
  await keyboard.type("A new one.");
  await selectWords(hers, "when it comes");
  await keyboard.press("Control+b");
  await expect(
    hers.story.locator("[data-suggestion=modification] strong, strong [data-suggestion=modification]"),
  ).toHaveText("when it comes");
  await panel.tab.click();
  await expect(panel.about(panel.cards.first())).toHaveAccessibleName("Make bold “when it comes”");
  await expect(panel.about(panel.cards.last())).toHaveAccessibleName("Add a paragraph “A new one.”");
  await hers.caret(hers.headline, "start");
  await keyboard.press("Control+z"); // the format
  await keyboard.press("Control+z"); // the words
  await keyboard.press("Control+z"); // Enter
  await expect(panel.cards).toHaveCount(0);
  await keyboard.press("Control+Alt+Shift+x");
  await expect(panel.editing).toBeChecked();
  await expect(hers.paragraphs).toHaveText([text]);
});

test("words of an input method become a suggestion when it ends, even when they replace others", async () => {
  await write("The tram goes.");
  await panel.suggesting.check({ force: true });
  const devtools = await ada.context().newCDPSession(ada);
  const compose = (words: string) =>
    devtools.send("Input.imeSetComposition", { text: words, selectionStart: words.length, selectionEnd: words.length });
  await hers.caret(hers.paragraphs.first(), "end");
  for (const words of ["に", "にほ", "にほん"]) await compose(words);
  await expect(hers.story.locator("ins")).toHaveCount(0);
  await devtools.send("Input.insertText", { text: "日本" });
  await expect(hers.story.locator("ins")).toHaveText("日本");
  await selectWords(hers, "tram");
  for (const words of ["f", "fe", "fer"]) await compose(words);
  await devtools.send("Input.insertText", { text: "ferry" });
  await expect(hers.story.locator("del")).toHaveText("tram");
  await expect(hers.paragraphs).toHaveText(["The tramferry goes.日本"]);
  await ada.keyboard.type("!");
  await expect(hers.story.locator("ins").first()).toHaveText("ferry!");
  await expect(hers.saved).toBeVisible();
  await ada.reload();
  await expect(hers.story.locator("del")).toHaveText("tram");
});

test("suggestions can be reviewed and settled by keyboard alone", async () => {
  await write("One.", "Two.", "Three.");
  const { keyboard } = ada;
  await keyboard.press("Control+Alt+Shift+x");
  for (const block of [0, 1, 2]) {
    await hers.caret(hers.paragraphs.nth(block), "end");
    await keyboard.type(" More.");
  }
  await hers.caret(hers.headline, "start");
  await keyboard.press("F8");
  await expect(panel.tab).toHaveAttribute("aria-selected", "true");
  await expect(panel.cards.nth(0).locator("section")).toHaveAttribute("data-active", "true");
  await keyboard.press("F8");
  await expect(panel.cards.nth(1).locator("section")).toHaveAttribute("data-active", "true");
  await keyboard.press("Shift+F8");
  await expect(panel.cards.nth(0).locator("section")).toHaveAttribute("data-active", "true");
  await panel.about(panel.cards.nth(0)).focus();
  await keyboard.press("a");
  await expect(panel.cards).toHaveCount(2);
  await expect(panel.about(panel.cards.nth(0))).toBeFocused();
  await keyboard.press("ArrowDown");
  await expect(panel.about(panel.cards.nth(1))).toBeFocused();
  await keyboard.press("r");
  await expect(panel.cards).toHaveCount(1);
  await ada.getByRole("radio", { name: "Editing" }).focus();
  await expect(hers.paragraphs).toHaveText(["One. More.", "Two. More.", "Three."]);
  await expect(hers.story.locator("ins")).toHaveText(" More.");
});

test("rejecting all suggestions asks first and joins a split paragraph again", async () => {
  await write(text);
  await panel.suggesting.check({ force: true });
  await hers.caret(hers.paragraphs.first(), "start");
  for (let i = 0; i < "The bus".length; i++) await ada.keyboard.press("ArrowRight");
  await ada.keyboard.press("Enter");
  await ada.keyboard.type("Or");
  await hers.caret(hers.headline, "end");
  await ada.keyboard.press("Backspace");
  await panel.tab.click();
  await expect(panel.cards).toHaveCount(2);
  await ada.getByRole("button", { name: "Reject all" }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Reject all" }).click();
  await expect(panel.cards).toHaveCount(0);
  await expect(hers.paragraphs).toHaveText([text]);
  await expect(hers.headline).toHaveText("Night ferry returns");
});

test("two people can suggest and write in one paragraph at once", async ({ browser }) => {
  const ben = newcomer("Editor", "Ben Okafor");
  const page = await welcome(browser, ben);
  await write("The ferry sails at noon.");
  const [his, theirs] = [new EditorPage(page), new SuggestionsPanel(page)];
  await his.open(ada.url());
  await theirs.suggesting.check({ force: true });
  await hers.caret(hers.paragraphs.first(), "start");
  await his.caret(his.paragraphs.first(), "end");
  await Promise.all([
    ada.keyboard.type("At last: ", { delay: 50 }),
    page.keyboard.type(" The last one at ten.", { delay: 30 }),
  ]);
  for (const editor of [hers, his]) {
    await expect(editor.paragraphs).toHaveText(["At last: The ferry sails at noon. The last one at ten."]);
    await expect(editor.story.locator("ins")).toHaveText(" The last one at ten.");
  }
  await page.context().close();
});

test("after filing, an author can withdraw their own suggestion, and screen readers announce who made each one", async ({
  browser,
}) => {
  const rosa = newcomer("Contributor", "Rosa Lind");
  const page = await welcome(browser, rosa);
  const [his, theirs] = [new EditorPage(page), new SuggestionsPanel(page)];
  await his.startNew();
  await his.write("A story", "Stand", "Words.");
  await expect(his.saved).toBeVisible();
  await new StoryPage(page).file();
  await expect(page.getByText("This story is filed.")).toBeVisible();
  await his.caret(his.paragraphs.first(), "end");
  await page.keyboard.type(" More.");
  await expect(his.story.locator("ins")).toHaveAccessibleDescription(`Added by ${rosa.name}, a suggestion`);
  await expect(his.saved).toBeVisible();
  await theirs.tab.click();
  await expect(theirs.cards.getByRole("button", { name: "Accept" })).toHaveCount(0);
  await theirs.decide(theirs.cards.first(), "Withdraw");
  await expect(theirs.cards).toHaveCount(0);
  await expect(his.paragraphs).toHaveText(["Words."]);
  await expect(his.saved).toBeVisible();
  await page.context().close();
});
