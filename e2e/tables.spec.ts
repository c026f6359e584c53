import fs from "node:fs";
import path from "node:path";
import { corpusFolder } from "#prisma/testing/corpus.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newSection } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a table can be written by keyboard, filled from a spreadsheet, and published with its headings", async ({
  page,
}) => {
  await enterAsAdmin(page);
  const mark = Date.now().toString(36);
  await newSection(`Tables ${mark}`);
  const editor = new EditorPage(page);
  const story = new StoryPage(page);
  const rows = editor.story.locator("tr");
  const { keyboard } = page;
  await editor.startNew();
  await editor.write(`Fares ${mark}`, "From Friday.", "/table");
  await keyboard.press("Enter");

  await test.step("Tab and Enter move from the caption through the cells", async () => {
    await expect(editor.story.locator("table[data-head-row]")).toHaveCount(1);
    await keyboard.press("Shift+Tab");
    await keyboard.type("Fares on the night ferry");
    await keyboard.press("Enter");
    for (const word of ["From", "Single", "Return", "Quay"]) {
      await keyboard.type(word);
      await keyboard.press("Tab");
    }
    await expect(editor.story.locator("caption")).toHaveText("Fares on the night ferry");
    await expect(rows.first().locator("td")).toHaveText(["From", "Single", "Return"]);
    await keyboard.press("ArrowUp");
    await keyboard.type("!");
    await expect(rows.first().locator("td")).toHaveText(["From", /Single/, "Return"]);
    await keyboard.press("Backspace");
    await keyboard.press("ArrowDown");
  });

  await test.step("cells copied from a spreadsheet fill the table, which grows as needed", async () => {
    await editor.paste({
      html: "<google-sheets-html-origin><table><tbody><tr><td>£3.00</td><td>£5.00</td></tr><tr><td>£4.20</td><td>£7.00</td></tr><tr><td colspan=2>free</td></tr></tbody></table></google-sheets-html-origin>",
    });
    await expect(rows).toHaveCount(4);
    await expect(rows.nth(2).locator("td")).toHaveText(["", "£4.20", "£7.00"]);
    await editor.caret(rows.nth(2).locator("td").first(), "start");
    await keyboard.type("Isle");
    await keyboard.press("Tab");
    await editor.caret(rows.nth(3).locator("td").first(), "start");
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("menuitem", { name: "Delete row" }).click();
    await expect(rows).toHaveCount(3);
    await page.getByRole("button", { name: "Table", exact: true }).click();
    await page.getByRole("menuitemcheckbox", { name: "First column is a heading" }).click();
    await expect(editor.story.locator("table[data-head-column]")).toHaveCount(1);
    await expect(editor.saved).toBeVisible();
  });

  await test.step("a Word table is pasted as a table, and layout boxes as paragraphs", async () => {
    await editor.caret(editor.paragraphs.last(), "end");
    await editor.paste({
      html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body><p class=MsoNormal>Before</p>
        <table class=MsoTableGrid border=1 style='mso-yfti-tbllook:1184'><thead><tr><td><p class=MsoNormal><b>Town</b><o:p></o:p></p></td><td><p class=MsoNormal>Votes</p></td></tr></thead>
        <tr><td rowspan=2><p class=MsoNormal>Elms</p><p class=MsoNormal>and Ash</p></td><td><p class=MsoNormal>12</p></td></tr><tr><td>13</td></tr></table>
        <table role=presentation><tr><td>Left</td><td>Right</td></tr></table></body></html>`,
    });
    const pasted = editor.story.locator("table").last();
    await expect(pasted.locator("td")).toHaveText(["Town", "Votes", "Elmsand Ash", "12", "Elmsand Ash", "13"]);
    await expect(pasted).toHaveAttribute("data-head-row", "");
    await expect(editor.paragraphs).toHaveText(["Before", "Left", "Right"]);
    await expect(editor.saved).toBeVisible();
  });

  await test.step("real clipboards of Google Docs and Word keep their table", async () => {
    const folder = corpusFolder("2-paste/give/gutenberg") ?? "";
    for (const name of ["google-docs-table-in.html", "google-docs-in.html", "ms-word-in.html"]) {
      if (!fs.existsSync(path.join(folder, name))) {
        test.info().annotations.push({ type: "left out", description: `${name} is not on this machine` });
        continue;
      }
      const before = await editor.story.locator("table").count();
      await editor.caret(editor.paragraphs.last(), "end");
      await page.keyboard.press("Enter");
      await editor.paste({ html: fs.readFileSync(path.join(folder, name), "utf8") });
      await expect(editor.story.locator("table")).toHaveCount(before + 1);
      const cells = editor.story.locator("table").last().locator("td");
      await expect(cells, name).toHaveText(["One", "Two", "Three", "1", "2", "3", "I", "II", "III"]);
      // Two of them hold a picture that cannot be fetched, and the notice about it stays until it is closed.
      const notice = page.getByRole("alert").filter({ hasText: "could not be fetched" });
      if (name === "google-docs-table-in.html") continue;
      await notice.getByRole("button", { name: "Close" }).click();
      await expect(notice).toHaveCount(0);
    }
    await expect(editor.saved).toBeVisible();
  });

  await story.chooseSection(`Tables ${mark}`);
  await expect(editor.saved).toBeVisible();
  await story.publish("Publish");
  await expect(story.dialog.getByRole("status")).toContainText("Published at");
  await page.goto((await story.viewOnSite().getAttribute("href")) ?? "");
  const fares = page.getByRole("region", { name: "Fares on the night ferry" }).getByRole("table");
  await expect(fares.getByRole("columnheader")).toHaveText(["From", "Single", "Return"]);
  await expect(fares.getByRole("rowheader")).toHaveText(["Quay", "Isle"]);
  await expect(fares.getByRole("cell")).toHaveText(["£3.00", "£5.00", "£4.20", "£7.00"]);

  await test.step("on a phone the table scrolls, and the page does not", async () => {
    await page.setViewportSize({ width: 240, height: 600 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    expect(wide).toBe(false);
  });
});
