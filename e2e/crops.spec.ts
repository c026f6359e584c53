// Focal point, crops and the dialog in which pictures are chosen, by keyboard.
import type { Page } from "@playwright/test";
import sharp from "sharp";
import { EditorPage } from "./pages/editor-page.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let editor: EditorPage;
test.beforeEach(async ({ page }) => {
  await enterAsAdmin(page);
  editor = new EditorPage(page);
});

/** Puts a picture with this caption into the library. */
async function addToLibrary(page: Page, caption: string): Promise<string> {
  const file = await sharp({ create: { width: 1200, height: 1200, channels: 3, background: "#356" } })
    .jpeg()
    .withExif({ IFD0: { ImageDescription: caption, Artist: "Jo Abernethy" } })
    .toBuffer();
  await page.goto("/desk"); // a request of a page of the newsroom
  return page.evaluate(async (base64) => {
    const body = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const answer = await fetch("/api/uploads", { method: "POST", body, headers: { "x-file-name": "ferry.jpg" } });
    return (await answer.json()).data.id;
  }, file.toString("base64"));
}

test("focal point and a crop are set by keys on the page of a picture, and stay", async ({ page }) => {
  const id = await addToLibrary(page, `Ferry ${Date.now()}`);
  await page.goto(`/desk/pictures/${id}`);
  await waitForHydration(page);
  const open = page.getByRole("button", { name: "Crop", exact: true });
  await open.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Crop" });
  await dialog.getByRole("button", { name: /^Focal point/ }).focus();
  for (const key of ["Shift+ArrowLeft", "Shift+ArrowUp", "ArrowUp"]) await page.keyboard.press(key);
  await expect(dialog.getByRole("button", { name: "40 % from the left and 39 % from the top" })).toBeFocused();
  await dialog.getByRole("radio", { name: "16:9" }).focus();
  await page.keyboard.press("Space");
  const frame = dialog.getByLabel("Crop. Move it with the arrow keys");
  await frame.focus();
  await page.keyboard.press("ArrowDown");
  await expect(dialog.getByText("Set by hand.")).toBeVisible();
  await dialog.getByRole("button", { name: "Save" }).focus();
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  await expect(open).toBeFocused();

  await page.reload();
  await open.click();
  await expect(dialog.getByRole("button", { name: "40 % from the left and 39 % from the top" })).toBeVisible();
  await dialog.getByText("16:9", { exact: true }).click();
  await expect(dialog.getByText("Set by hand.")).toBeVisible();
  await dialog.getByText("4:5", { exact: true }).click();
  await expect(dialog.getByText("Follows the focal point.")).toBeVisible();
});

test("a picture of the library is found and inserted by keys, and cropped for this story alone", async ({ page }) => {
  const caption = `Lighthouse ${Date.now()}`;
  const id = await addToLibrary(page, caption);
  await editor.openEmpty();
  await editor.write("Head", "Stand", "First");
  await editor.tools.getByRole("button", { name: "Picture" }).click();
  const dialog = page.getByRole("dialog", { name: "Choose a picture" });
  await expect(dialog.getByRole("searchbox", { name: "Search pictures" })).toBeFocused();
  await page.keyboard.type(caption);
  const tile = dialog.getByRole("option", { name: caption });
  await expect(dialog.getByRole("option")).toHaveCount(1);
  await tile.focus();
  await page.keyboard.press("Enter");
  await expect(tile).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(dialog).toHaveCount(0);
  const figure = editor.story.locator("figure");
  await expect(figure.locator("figcaption")).toHaveText(caption);
  await expect(figure.locator("[data-credit]")).toHaveText("Jo Abernethy");
  await expect(figure.getByRole("img")).toHaveAttribute("src", new RegExp(`^/pictures/${id}/`));

  await editor.details.getByRole("button", { name: "Crop" }).click();
  const cropping = page.getByRole("dialog", { name: "Crop: picture 1" });
  await cropping.getByText("3:2", { exact: true }).click();
  await cropping.getByLabel("Crop. Move it with the arrow keys").focus();
  await page.keyboard.press("ArrowDown");
  await cropping.getByRole("button", { name: "Use this crop" }).click();
  await expect(editor.details.getByText("1200 × 800 pixels")).toBeVisible();
  const shape = async () => {
    const box = await figure.locator("[data-frame]").boundingBox();
    return (box?.width ?? 0) / (box?.height ?? 1);
  };
  await expect.poll(shape).toBeCloseTo(1.5, 1);
  await expect(editor.saved).toBeVisible();
});
