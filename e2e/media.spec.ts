// Galleries, videos and files: written by keyboard, and as readers get them, without script.
import type { Browser, Page } from "@playwright/test";
import sharp from "sharp";
import { appClient } from "#lib/postgres/app.ts";
import { publishStory, takeDownStory } from "#lib/stories/publishing/mutations.ts";
import { judgeInBrowser } from "../judges/browser.ts";
import { fetchPage } from "../judges/collect.ts";
import { judgeTexts, linesOf } from "../judges/court.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { uploadInPicker } from "./pages/story-page.ts";
import { newSection, newStory, theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const picture = async (name: string, background: string) => ({
  name: `${name}.jpg`,
  mimeType: "image/jpeg",
  buffer: await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: name, Artist: "Ada Roe" } })
    .toBuffer(),
});

/** A second of video with a moving square, as this browser records it. */
const record = (page: Page): Promise<number[]> =>
  page.evaluate(async () => {
    const canvas = document.createElement("canvas");
    canvas.width = 320;
    canvas.height = 180;
    const drawing = canvas.getContext("2d") as CanvasRenderingContext2D;
    const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
    const parts: Blob[] = [];
    recorder.addEventListener("dataavailable", ({ data }) => parts.push(data));
    const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.start();
    for (let frame = 0; frame < 25; frame++) {
      drawing.fillStyle = "teal";
      drawing.fillRect(0, 0, 320, 180);
      drawing.fillStyle = "white";
      drawing.fillRect(frame * 8, 60, 60, 60);
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    recorder.stop();
    await ended;
    return [...new Uint8Array(await new Blob(parts).arrayBuffer())];
  });

async function publish(storyId: string): Promise<string> {
  const { version } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select: { version: true } });
  await publishStory(await theAdmin(), { storyId, version, showUpdated: false });
  const { path } = await appClient().liveStory.findUniqueOrThrow({ where: { storyId }, select: { path: true } });
  return path;
}

/** The page as a reader without script gets it. */
async function read(browser: Browser, path: string, baseURL: string): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    javaScriptEnabled: false,
    viewport: { width: 390, height: 800 },
  });
  const reader = await context.newPage();
  await reader.goto(path);
  return reader;
}

test("a gallery and a video are added by keyboard, and readers get both without script", async ({
  page,
  browser,
  baseURL,
}) => {
  const { keyboard } = page;
  const editor = new EditorPage(page);
  const section = await newSection("Harbour films");
  const address = await newStory({ headline: "The ferry in pictures", section: section.id });
  const storyId = address.split("/").at(-1) ?? "";
  await enterAsAdmin(page);
  await editor.open(address);
  await editor.paragraphs.first().click();
  await keyboard.press("End");
  await keyboard.press("Enter");
  await keyboard.type("/gallery");
  await keyboard.press("Enter");
  await uploadInPicker(page, [await picture("Bow", "#355"), await picture("Stern", "#533")]);
  const gallery = editor.story.getByRole("group", { name: "Gallery" });
  // Pictures are decoded at low priority, which takes a while on a busy machine.
  await expect(gallery.locator("figcaption")).toHaveText(["Bow", "Stern"], { timeout: 60_000 });
  await gallery.locator("figcaption").nth(1).click();
  await keyboard.press("Alt+Shift+ArrowUp");
  await keyboard.press("End");
  await keyboard.type(" first");
  await expect(gallery.locator("figcaption")).toHaveText(["Stern first", "Bow"]);

  await editor.paragraphs.last().click();
  await keyboard.type("/video");
  const film = Buffer.from(await record(page));
  await keyboard.press("Enter");
  await uploadInPicker(page, { name: "Ferry.webm", mimeType: "video/webm", buffer: film }, "Choose a video");
  const block = editor.story.locator("[data-media=video]");
  await expect(block.locator("video")).toHaveAttribute("poster", /^\/pictures\//);
  await block.getByRole("button", { name: "Poster" }).click();
  const pictures = page.getByRole("dialog", { name: "Choose a picture" });
  await pictures.getByRole("option", { name: "Stern" }).dblclick();
  await expect(pictures).toBeHidden();
  const shownFirst = (await gallery.locator("img").first().getAttribute("src")) ?? "";
  const [folder = "?"] = shownFirst.match(/^\/pictures\/[^/]+\//) ?? [];
  await expect(block.locator("video")).toHaveAttribute("poster", new RegExp(`^${folder}`));
  await block.getByRole("button", { name: "Captions and transcript" }).click();
  const dialog = page.getByRole("dialog", { name: "Captions and transcript" });
  await dialog.getByRole("textbox", { name: "Captions" }).fill("WEBVTT\n\n00:00.000 -> 00:01.000\nAhoy");
  await dialog.getByRole("textbox", { name: "Language" }).fill("en");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Line 3: This line is no time")).toBeVisible();
  await dialog.getByRole("textbox", { name: "Captions" }).fill("WEBVTT\n\n00:00.000 --> 00:01.000\nAhoy");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog).toBeHidden();
  await expect(block.getByText("with captions")).toBeVisible();
  await expect(editor.saved).toBeVisible();

  const path = await publish(storyId);
  const reader = await read(browser, path, baseURL ?? "");
  const shown = reader.getByRole("group", { name: "Gallery" });
  const large = shown.locator("figure > img").first();
  await expect(large).toBeHidden();
  await shown.getByRole("link").first().click();
  await expect(large).toBeVisible();
  await reader.getByRole("link", { name: "Next" }).click();
  await expect(large).toBeHidden();
  await reader.goBack();
  await expect(large).toBeVisible();
  await reader.goBack();
  await expect(large).toBeHidden();
  await expect(shown).toBeVisible();
  const source = await reader.locator("video").getAttribute("src");
  const part = await reader.request.get(source ?? "", { headers: { range: "bytes=0-3" } });
  expect([part.status(), (await part.body()).toString("hex")]).toEqual([206, "1a45dfa3"]);
  expect(await (await reader.request.get(`${source?.replace(/[^/]*$/, "captions.vtt")}`)).text()).toContain("Ahoy");
  await reader.getByText("Transcript").click();
  await expect(reader.getByText("Ahoy", { exact: true })).toBeVisible();

  const got = await fetchPage(baseURL ?? "", path);
  const pages = got ? [got] : [];
  const [texts, seen] = await Promise.all([judgeTexts(pages, []), judgeInBrowser(browser, pages)]);
  expect(linesOf([...texts.findings, ...seen.findings])).toEqual([]);

  await takeDownStory(await theAdmin(), { storyId, reason: "Wrong ferry" });
  expect((await reader.request.get(source ?? "")).status()).toBe(404);
  await reader.context().close();
});
