// What may befall a person while they write, and what becomes of their words.
import type { Page } from "@playwright/test";
import { admin } from "./global-setup.ts";
import { PeoplePage } from "./pages/admin-pages.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin, signIn } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

async function begin(on: EditorPage): Promise<void> {
  await on.open(await newStory());
  await on.caret(on.paragraphs.first(), "end");
}
const unsent = async (page: Page, on: EditorPage, words: string): Promise<void> => {
  await page.context().setOffline(true);
  await page.keyboard.insertText(words); // in one event, so that all of it is stored when "Offline" appears
  await expect(on.line).toHaveText(/^Offline, \d+ changes? kept on this computer$/);
};

test("a person whose session ends while typing can sign in again in place and keeps saving", async ({
  page,
  context,
}) => {
  await begin(editor);
  await context.clearCookies();
  await page.keyboard.type(" Typed while signed out.");
  await expect(editor.line).toHaveText(/^Not saved: you are signed out\. \d+ changes kept on this computer\.$/);
  await page.getByRole("button", { name: "Sign in again" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel(/^Password of/).fill("not the password");
  await page.keyboard.press("Enter");
  await expect(dialog.getByText(/password is wrong/)).toBeVisible();
  await dialog.getByLabel(/^Password of/).fill(admin.password);
  await page.keyboard.press("Enter");
  await expect(editor.saved).toBeVisible();
  await page.keyboard.type(" And on.");
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText(["Start. Typed while signed out. And on."]);
});

test("a person who is suspended while typing sees the reason and can copy the text", async ({ page, browser }) => {
  const ben = newcomer("Reporter", "Ben Okafor");
  const his = await welcome(browser, ben);
  await his.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const desk = new EditorPage(his);
  await begin(desk);
  const people = new PeoplePage(page);
  await people.open();
  await people.suspend(ben.name);
  await his.keyboard.type(" His last words.");
  await expect(desk.line).toHaveText("Not saved: your account is suspended. Copy your text to keep it.");
  await his.getByRole("button", { name: "Copy text" }).click();
  expect(await his.evaluate(() => navigator.clipboard.readText())).toBe(
    "Night ferry returns\n\nA standfirst.\n\nStart. His last words.",
  );
  await his.context().close();
});

test("unsent changes of a closed tab are sent by the next newsroom page that opens", async ({ page, context }) => {
  await begin(editor);
  const url = page.url();
  await unsent(page, editor, " Unsent words.");
  await page.close({ runBeforeUnload: false });
  await context.setOffline(false);
  const list = await context.newPage();
  await list.goto("/desk");
  await expect(
    list.getByText("that had not been saved when a window closed have been added to the story."),
  ).toBeVisible();
  const again = new EditorPage(list);
  await again.open(url);
  await expect(again.paragraphs).toHaveText(["Start. Unsent words."]);
});

test("changes stored in the browser cannot be read without the person's key", async ({ page }) => {
  await begin(editor);
  await unsent(page, editor, " Unsent secret.");
  const stored = await page.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("galley newsroom");
      request.onsuccess = () => resolve(request.result);
    });
    const read = (store: string) =>
      new Promise<unknown[]>((resolve) => {
        const request = db.transaction(store).objectStore(store).getAll();
        request.onsuccess = () => resolve(request.result);
      });
    const text = (value: unknown): string =>
      value instanceof ArrayBuffer
        ? new TextDecoder("latin1").decode(value)
        : typeof value === "object" && value !== null
          ? Object.values(value).map(text).join(" ")
          : String(value);
    return [await read("unsent"), await read("base")].map(text);
  });
  expect(stored.join("").length).toBeGreaterThan(500);
  expect(stored.join("")).not.toMatch(/Unsent|secret|Start\.|Stand/);
});

test("signing out with unsent changes asks first and waits until they are saved", async ({ page, context }) => {
  await context.clearCookies();
  await signIn(page, admin); // a session that may end
  await begin(editor);
  const url = page.url();
  await unsent(page, editor, " Unsent.");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign out with unsaved changes?" });
  await expect(dialog.getByRole("status")).toContainText("have not been saved yet");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Download" }).click();
  expect((await download).suggestedFilename()).toBe("unsent.txt");
  await dialog.getByRole("button", { name: "Sign out when saved" }).click();
  await context.setOffline(false);
  await page.waitForURL(/\/sign-in/, { timeout: 40_000 });
  await signIn(page, admin);
  await editor.open(url);
  await expect(editor.paragraphs).toHaveText(["Start. Unsent."]);
});

test("deleting all of a long text asks first and can be undone", async ({ page }) => {
  await editor.startNew();
  await editor.write("Head", "Stand", "");
  await editor.paste({ text: Array.from({ length: 120 }, (_, i) => `word${i}`).join(" ") });
  await expect(editor.saved).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(editor.line).toHaveText(/^Not saved: This takes out all \d+ words of the story\.$/);
  await page.getByRole("button", { name: "Put it back" }).click();
  await expect(editor.paragraphs).toHaveText([/^word0 .* word119$/]);
  await expect(editor.saved).toBeVisible();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.getByRole("button", { name: "Take it out" }).click();
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(editor.paragraphs).toHaveText([""]);
});
