// Conversations about a story, and the inbox that leads to them.
import type { Page } from "@playwright/test";
import { CommentsPanel } from "./pages/comments-panel.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const text = "The bus takes 41 minutes, when it comes.";
const words = "when it comes";

let ada: Page;
let hers: EditorPage;
let comments: CommentsPanel;
test.beforeEach(async ({ page }) => {
  ada = page;
  await enterAsAdmin(page);
  hers = new EditorPage(page);
  comments = new CommentsPanel(page);
});

async function write(headline = "Night ferry returns", section?: string): Promise<void> {
  const paragraphs = [text, "The ferry takes 16."];
  await hers.open(await newStory({ headline, paragraphs, ...(section === undefined ? {} : { section }) }));
}
async function selectWords(editor: EditorPage): Promise<void> {
  const block = editor.paragraphs.filter({ hasText: words });
  const at = (await block.innerText()).indexOf(words);
  await editor.select(block, at, block, at + words.length);
}

test("a comment thread survives edits around it", async ({ browser }) => {
  const ben = newcomer("Editor", "Ben Okafor");
  const page = await welcome(browser, ben);
  await write();
  await selectWords(hers);
  await comments.comment("Do we have this from two places?");
  await expect(comments.words).toHaveText(words);

  // A colleague sees it at once, and answers.
  const [his, theirs] = [new EditorPage(page), new CommentsPanel(page)];
  await his.open(ada.url());
  await theirs.tab.click();
  await expect(theirs.open).toContainText("Do we have this from two places?");
  await theirs.words.click();
  await theirs.reply(theirs.open.first(), "The timetable and the union.");
  await expect(comments.open.first()).toContainText("The timetable and the union.");

  // Both write around the words, and into them.
  await his.caret(his.paragraphs.first(), "start");
  await hers.caret(hers.paragraphs.last(), "end");
  await Promise.all([
    page.keyboard.type("Every night: ", { delay: 20 }),
    ada.keyboard.type(" And a half.", { delay: 20 }),
  ]);
  await hers.caret(hers.headline, "end");
  await ada.keyboard.type(" to the Ouzel");
  await expect(hers.paragraphs.first()).toHaveText(`Every night: ${text}`);
  await expect(comments.words).toHaveText(words);
  await expect(theirs.words).toHaveText(words);

  // The words go, the conversation stays; undo brings them back.
  await selectWords(his);
  await page.keyboard.press("Backspace");
  await expect(comments.open.first()).toContainText("These words are no longer in the text.");
  await expect(comments.open.first()).toContainText(words);
  await page.keyboard.press("Control+z");
  await expect(comments.words).toHaveText(words);
  await expect(comments.open.first()).not.toContainText("no longer");

  await expect(his.saved).toBeVisible();
  await ada.reload();
  await expect(comments.words).toHaveText(words);
  await comments.tab.click();
  await comments.open.first().getByRole("button", { name: "Resolve" }).click();
  await expect(comments.words).toHaveCount(0);
  await expect(theirs.open).toHaveCount(0);
  await ada.getByText("Resolved 1").click();
  await ada.getByRole("button", { name: "Reopen" }).click();
  await expect(theirs.words).toHaveText(words);
});

test("an inline note needs one click on the selection or one shortcut", async () => {
  await write();
  await selectWords(hers);
  await comments.bubble.getByRole("button", { name: "Comment" }).click();
  await expect(comments.box).toBeFocused();
  await expect(comments.words).toHaveText(words);
  await comments.send("By the button.");
  await hers.caret(hers.paragraphs.last(), "end");
  await ada.keyboard.press("Control+Alt+m");
  await expect(comments.box).toBeFocused();
  await comments.send("By the keys.");
  await expect(comments.open).toHaveCount(2);
  await expect(comments.open.last()).toContainText("The ferry takes 16.");
});

test("a mentioned person finds the comment unread in the inbox and can open it from there", async ({ browser }) => {
  const ben = newcomer("Reporter", "Ben Okafor");
  const page = await welcome(browser, ben);
  const headline = `Ferry ${Date.now().toString(36)}`;
  await write(headline);
  await selectWords(hers);
  await comments.bubble.getByRole("button", { name: "Comment" }).click();
  // The list shows eight people, and more than eight of this newsroom may be called Ben.
  await comments.box.pressSequentially(`Is this so, @${ben.name.split(" ").at(-1)}`);
  await ada.getByRole("option", { name: ben.name }).click();
  await ada.keyboard.press("Control+Enter");
  await expect(comments.open).toContainText(`Is this so, @${ben.name}`);

  const inbox = page.getByRole("navigation", { name: "Newsroom" }).getByRole("link", { name: /^Inbox/ });
  await expect(inbox).toHaveAccessibleName("Inbox 1 unread");
  await inbox.click();
  const line = page.getByRole("region", { name: headline }).getByRole("listitem");
  await expect(line).toContainText(`mentioned you: ${headline}`);
  await expect(line).toContainText(`Is this so, @${ben.name}`);
  await line.getByRole("link").click();
  const theirs = new CommentsPanel(page);
  await expect(theirs.open.first()).toContainText("Is this so");
  await expect(theirs.words).toHaveAttribute("data-active", "");
  await theirs.reply(theirs.open.first(), "It is.");

  await expect(inbox).toHaveAccessibleName("Inbox");
  await page.goto("/desk/inbox?show=unread");
  await expect(page.getByRole("heading", { name: "No unread items" })).toBeVisible();
  await ada.goto("/desk/inbox");
  const answer = ada.getByRole("listitem").filter({ hasText: headline });
  await expect(answer).toContainText("It is.");
  await expect(answer).toContainText("Unread");
  await ada.getByRole("button", { name: "Mark all as read" }).click();
  // The admin gets notices of other tests, too: the button may be enabled again at once.
  await expect(answer).not.toContainText("Unread");
});

test("a person who may only read a story can comment on it, without editing tools above the selection", async ({
  browser,
}) => {
  const ben = newcomer("Reporter", "Ben Okafor");
  const page = await welcome(browser, ben);
  await write();
  await ada.getByRole("button", { name: "Spike", exact: true }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Spike" }).click();
  await expect(ada.locator("header").getByText("Spiked")).toBeVisible();
  const [his, theirs] = [new EditorPage(page), new CommentsPanel(page)];
  await his.open(ada.url());
  await expect(his.story).toHaveAttribute("contenteditable", "false");
  await selectWords(his);
  await expect(theirs.bubble.getByRole("button")).toHaveCount(2);
  await expect(theirs.bubble.getByRole("button", { name: "Who wrote this" })).toBeVisible();
  await theirs.comment("Why was this spiked?");
  await expect(comments.words).toHaveText(words);
});

test("a thread with a mention can be started, answered and resolved by keyboard alone", async ({ browser }) => {
  const ben = newcomer("Editor", "Ben Okafor");
  await (await welcome(browser, ben)).context().close();
  await write();
  const { keyboard } = ada;
  await hers.caret(hers.paragraphs.last(), "end");
  await keyboard.press("Shift+Home");
  await keyboard.press("Control+Alt+m");
  await expect(comments.box).toBeFocused();
  await keyboard.type(`Ask @${ben.name.slice(0, 5)}`);
  await expect(comments.box).toHaveAttribute("aria-expanded", "true");
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowUp");
  await keyboard.type(ben.name.slice(5));
  await keyboard.press("Enter");
  await expect(comments.box).toHaveAttribute("aria-expanded", "false");
  await expect(comments.box).toHaveValue(`Ask @${ben.name} `);
  await keyboard.press("Control+Enter");
  await expect(comments.open).toContainText(`Ask @${ben.name}`);
  const press = async (name: string, thread = comments.open.first()) => {
    await thread.getByRole("button", { name }).focus();
    await keyboard.press("Enter");
  };
  await press("Reply");
  await expect(comments.open.first().getByRole("combobox", { name: "Reply" })).toBeFocused();
  await keyboard.type("Done.");
  await keyboard.press("Tab");
  await keyboard.press("Tab");
  await keyboard.press("Enter");
  await expect(comments.open.first()).toContainText("Done.");
  await press("Resolve");
  await expect(comments.open).toHaveCount(0);
  await expect(ada.getByText("Resolved 1")).toBeFocused();
});

test("an unsent comment survives a reload and a failed send, which shows the reason", async ({ context }) => {
  await write();
  await selectWords(hers);
  await comments.bubble.getByRole("button", { name: "Comment" }).click();
  await comments.box.pressSequentially("Half a thought");
  await context.setOffline(true);
  await ada.keyboard.press("Control+Enter");
  await expect(ada.getByRole("region", { name: "New comment" }).getByRole("alert")).toContainText("try again");
  await expect(comments.box).toHaveValue("Half a thought");
  await context.setOffline(false);
  await ada.reload();
  await comments.tab.click();
  await expect(comments.box).toHaveValue("Half a thought");
  await comments.box.press("Control+Enter");
  await expect(comments.open).toContainText("Half a thought");
  await expect(comments.open).toContainText(words);
  await expect(comments.words).toHaveText(words);
  await expect(comments.box).toHaveCount(0); // the comment is shown before the stored draft is deleted
  await ada.reload();
  await comments.tab.click();
  await expect(comments.open).toHaveCount(1);
  await expect(comments.box).toHaveCount(0);
});

test("public pages contain no comments of the newsroom", async ({ request }) => {
  const mark = `secretword${Date.now().toString(36)}`;
  const section = await newSection(`Quays ${mark.slice(-6)}`);
  await write(`Ferry ${mark.slice(-6)}`, section.id);
  await selectWords(hers);
  await comments.comment(`${mark} about the ferry`);
  await ada.getByRole("button", { name: "Publish", exact: true }).click();
  await ada.getByRole("dialog").getByRole("button", { name: "Publish", exact: true }).click();
  const address = await ada.getByRole("link", { name: "View on site" }).getAttribute("href");
  const path = new URL(address ?? "", ada.url()).pathname;
  const front = path.split("/").slice(0, 2).join("/");
  for (const place of [
    path,
    "/",
    front,
    "/rss.xml",
    `${front}/rss.xml`,
    "/atom.xml",
    "/feed.json",
    "/news-sitemap.xml",
    "/sitemap.xml",
    `/search?q=${mark}`,
  ]) {
    const body = await (await request.get(place)).text();
    expect(body.replaceAll(`q=${mark}`, ""), place).not.toContain(`${mark} about`);
    expect(body, place).not.toContain("commented");
  }
  const preview = await ada.request.get(`${new URL(ada.url()).pathname}/preview`);
  expect(await preview.text()).not.toContain(mark);
});
