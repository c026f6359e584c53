import sharp from "sharp";
import { EditorPage } from "./pages/editor-page.ts";
import { uploadInPicker } from "./pages/story-page.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
  await editor.openEmpty();
});

const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 900, height: 600, channels: 3, background: "#345" } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: "The ferry at night", Artist: "Jo Abernethy" } })
    .toBuffer();

test("typed Markdown becomes blocks and marks", async ({ page }) => {
  await editor.headline.click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  for (const line of ["## Sub", "Some **bold**, *italic* and `code` words", "> Quoted"]) {
    await page.keyboard.type(line);
    await page.keyboard.press("Enter");
  }
  await page.keyboard.press("Enter");
  await page.keyboard.type("4. four");
  await page.keyboard.press("Enter");
  await page.keyboard.type("five");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("---");
  await page.keyboard.type('End with "straight" quotes');
  await expect(editor.story.locator("h2")).toHaveText("Sub");
  await expect(editor.story.locator("strong")).toHaveText("bold");
  await expect(editor.story.locator("em")).toHaveText("italic");
  await expect(editor.story.locator("code")).toHaveText("code");
  await expect(editor.story.locator("blockquote > p")).toHaveText(["Quoted"]);
  await expect(editor.story.locator("ol")).toHaveAttribute("start", "4");
  await expect(editor.story.locator("ol > li")).toHaveText(["four", "five"]);
  await expect(editor.story.locator("hr")).toHaveCount(1);
  await expect(editor.paragraphs.last()).toHaveText("End with “straight” quotes");
  await expect(editor.saved).toBeVisible();
});

test("Backspace reverts a Markdown conversion", async ({ page }) => {
  await editor.write("Head", "Stand", "- ");
  await expect(editor.story.locator("ul")).toHaveCount(1);
  await page.keyboard.press("Backspace");
  await expect(editor.story.locator("ul")).toHaveCount(0);
  await expect(editor.paragraphs).toHaveText(["- "]);
});

test("a fact box is written by keyboard and left by Enter or the down arrow", async ({ page }) => {
  const { keyboard } = page;
  const box = editor.story.locator("[data-box=factBox]");
  await editor.write("Head", "Stand", "/fact");
  await keyboard.press("Enter");
  await expect(box.locator("[data-box-title]")).toHaveAttribute("data-waiting", "Title of the fact box");
  for (const text of ["The ferry", "Built in Leith.", "- Two decks"]) {
    await keyboard.type(text);
    await keyboard.press("Enter");
  }
  // Out of the list, then out of the box.
  for (let press = 0; press < 2; press++) await keyboard.press("Enter");
  await keyboard.type("It sails at noon.");
  await expect(box.locator("> *")).toHaveText(["The ferry", "Built in Leith.", "Two decks"]);
  await expect(editor.paragraphs.first()).toHaveText("It sails at noon.");

  await editor.addBlock("Fact box");
  await keyboard.type("Dates");
  await keyboard.press("Backspace");
  for (let press = 0; press < 5; press++) await keyboard.press("Backspace");
  await expect(box).toHaveCount(1);
  await keyboard.press("Backspace");
  await expect(editor.paragraphs.first()).toHaveText("It sails at noon.");
  await expect(editor.saved).toBeVisible();
});

test("the down arrow leaves a fact box that ends the story", async ({ page }) => {
  await editor.write("Head", "Stand", "");
  await editor.addBlock("Fact box");
  await page.keyboard.type("Dates");
  await page.keyboard.press("Enter");
  await page.keyboard.type("1997");
  // The paragraph after the box goes, so that the box is the last block.
  await editor.caret(editor.paragraphs.last(), "start");
  await page.keyboard.press("Backspace");
  await expect(editor.paragraphs).toHaveCount(0);
  await editor.caret(editor.story.locator("[data-box=factBox] > p").last(), "end");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.type("After it");
  await expect(editor.paragraphs).toHaveText(["After it"]);
  await expect(editor.saved).toBeVisible();
});

test("a slash opens the list of blocks, which the arrow keys move through", async ({ page }) => {
  await editor.write("Head", "Stand", "/key");
  await expect(page.getByRole("dialog", { name: "Add a block" }).getByRole("option")).toHaveText(["Key points"]);
  await page.keyboard.press("Enter");
  await page.keyboard.type("A point");
  await expect(editor.story.locator("[data-zone=keyPoints] > li")).toHaveText(["A point"]);
  await expect(editor.paragraphs).toHaveText([""]);
  await editor.addBlock("In short");
  await page.keyboard.type("That is it");
  await expect(editor.story.locator("[data-zone=inShort]")).toContainText("That is it");
  await editor.addBlock("Kicker");
  await page.keyboard.type("Transport");
  await expect(editor.story.locator("[data-zone=kicker]")).toHaveText("Transport");
  await expect(editor.saved).toBeVisible();
});

test("shortcuts and the toolbar make lists and quotes, and Tab nests items", async ({ page }) => {
  await editor.write("Head", "Stand", "One");
  await page.keyboard.press("ControlOrMeta+Shift+8");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Inner");
  await expect(editor.story.locator("ul ul li")).toHaveText("Inner");
  await page.keyboard.press("Shift+Tab");
  await expect(editor.story.locator("ul ul")).toHaveCount(0);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Said");
  await editor.tools.getByRole("button", { name: "Quote", exact: true }).click();
  await expect(editor.story.locator("blockquote > p")).toHaveText(["Said"]);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(editor.story.locator("blockquote")).toHaveCount(0);
});

test("a link can be set by its shortcut, changed and removed", async ({ page }) => {
  await editor.write("Head", "Stand", "See the report");
  await editor.select(editor.paragraphs.first(), 8, editor.paragraphs.first(), 14);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByLabel("Address", { exact: true }).fill("javascript:alert(1)");
  await page.getByRole("button", { name: "Add link" }).click();
  await expect(page.getByText("Enter a URL")).toBeVisible();
  await page.getByLabel("Address", { exact: true }).fill("example.org/report");
  await page.getByRole("button", { name: "Add link" }).click();
  await expect(editor.story.getByRole("link", { name: "report" })).toHaveAttribute(
    "href",
    "https://example.org/report",
  );
  await expect(editor.saved).toBeVisible();
});

test("a picture takes its description from the file, and the panel can change it", async ({ page }) => {
  await editor.write("Head", "Stand", "First");
  await editor.tools.getByRole("button", { name: "Picture" }).click();
  await uploadInPicker(page, { name: "ferry.jpg", mimeType: "image/jpeg", buffer: await picture() });
  const figure = editor.story.locator("figure");
  await expect(figure.getByRole("img")).toHaveAttribute("src", /^\/pictures\//);
  await expect(figure.locator("figcaption")).toHaveText("The ferry at night");
  await expect(figure.locator("[data-credit]")).toHaveText("Jo Abernethy");
  await editor.details.getByRole("textbox", { name: "Alt text" }).fill("A lit ferry on a dark river");
  await editor.headline.click();
  await expect(editor.saved).toBeVisible();
  await page.reload();
  await expect(figure.getByRole("img")).toHaveAttribute("alt", "A lit ferry on a dark river");
  await expect
    .poll(() => figure.locator("img").evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
});

test("a dropped picture is added to the body, and another file is rejected with the reason", async ({ page }) => {
  await editor.write("Head", "Stand", "First", "Second");
  const bytes = [...(await picture())];
  const drop = (name: string, type: string, content: number[]) =>
    editor.paragraphs.first().evaluate(
      (element, [fileName, fileType, data]) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(
          new File([new Uint8Array(data as number[])], fileName as string, { type: fileType as string }),
        );
        const box = element.getBoundingClientRect();
        const at = { clientX: box.left + 10, clientY: box.top + 10, bubbles: true, cancelable: true, dataTransfer };
        element.dispatchEvent(new DragEvent("drop", at));
      },
      [name, type, content] as const,
    );
  await drop("ferry.jpg", "image/jpeg", bytes);
  await expect(editor.story.locator("figure img[src^='/pictures/']")).toBeVisible();
  await expect(editor.story.locator("> p:not([data-zone]) + figure")).toHaveCount(1);
  await drop("notes.png", "image/png", [1, 2, 3]);
  await expect(page.getByText("notes.png was not added")).toBeVisible();
});

test("a paste from Word keeps headings, lists and links without its styling", async ({ page }) => {
  await editor.headline.click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await editor.paste({
    html: `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{color:red}</style></head><body>
      <p class=MsoNormal style='margin:0cm'><span lang=EN-US style='font-family:Calibri;color:red'>Plain <b>bold</b><o:p></o:p></span></p>
      <p class=MsoNormal><o:p>&nbsp;</o:p></p>
      <h2 style='mso-style-next:Normal'><span style='color:#2F5496'>A heading</span></h2>
      <p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp; </span></span><![endif]>Three<o:p></o:p></p>
      <p class=MsoListParagraph style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>o<span>&nbsp; </span></span><![endif]>Inner<o:p></o:p></p>
      <p class=MsoNormal><a href="https://example.org/">A link</a><script>alert(1)</script></p></body></html>`,
    text: "Plain bold",
  });
  await expect(editor.paragraphs).toHaveText(["Plain bold", "A link"]);
  await expect(editor.story.locator("strong")).toHaveText("bold");
  await expect(editor.story.locator("h2")).toHaveText("A heading");
  await expect(editor.story.locator("ol")).toHaveAttribute("start", "3");
  await expect(editor.story.locator("ol ul li")).toHaveText("Inner");
  await expect(editor.story.getByRole("link")).toHaveAttribute("href", "https://example.org/");
  expect(await editor.story.innerHTML()).not.toMatch(/mso-|calibri|color:|<script/i);
  await expect(editor.saved).toBeVisible();
});

test("a paste from Google Docs keeps emphasis and lists without making everything bold", async ({ page }) => {
  await editor.headline.click();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await editor.paste({
    html: `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-size:11pt;font-weight:400;">Plain </span><span style="font-weight:700;">bold</span><span style="font-style:italic;"> slanted</span></p><br /><ul><li dir="ltr"><p><span>One</span></p></li><ul><li dir="ltr"><p><span>Inner</span></p></li></ul></ul></b>`,
    text: "Plain bold slanted",
  });
  await expect(editor.paragraphs.first()).toHaveText("Plain bold slanted");
  await expect(editor.story.locator("strong")).toHaveText("bold");
  await expect(editor.story.locator("em")).toHaveText("slanted");
  await expect(editor.story.locator("ul > li > ul > li")).toHaveText("Inner");
});
