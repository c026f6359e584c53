// A picture editor finds, describes and collects pictures.
import type { Page } from "@playwright/test";
import sharp from "sharp";
import type { Person } from "#lib/actor.ts";
import { describePicture } from "#lib/pictures/library/mutations.ts";
import { storePicture } from "#lib/pictures/mutations.ts";
import { unique } from "#prisma/factories.ts";
import { waitForHydration } from "./steps/hydration.ts";
import { theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const mark = unique("regatta").replaceAll("-", "");
const shapes = [
  [300, 200],
  [200, 300],
  [400, 200],
] as const;
let admin: Person;
let ids: string[];

test.beforeAll(async () => {
  admin = await theAdmin();
  ids = await Promise.all(
    shapes.map(async ([width, height], index) => {
      const background = { r: 40 + index * 60, g: 90, b: (mark.length * 37) % 255, alpha: 1 };
      const drawing = sharp({ create: { width, height, channels: 3, background } });
      const bytes = await drawing
        .withExif({ IFD0: { ImageDescription: `${mark} boat ${index}` } })
        .jpeg()
        .toBuffer();
      return (await storePicture(admin, { bytes, fileName: `${mark}-${index}.jpg` }, { extent: "first" })).id;
    }),
  );
});

const grid = (page: Page) => page.getByRole("list", { name: "Pictures" });
const search = (page: Page) => page.getByLabel("Search pictures");

test("pictures are found, looked at, selected and edited together by keyboard alone", async ({ page }) => {
  await enterAsAdmin(page);
  await page.goto("/desk");
  await waitForHydration(page);
  await page.getByRole("navigation", { name: "Newsroom" }).first().getByRole("link", { name: "Pictures" }).click();
  await expect(search(page)).toBeEditable();
  await page.keyboard.press("/");
  await page.keyboard.type(`${mark} upl`);
  await expect(page.getByRole("option", { name: /^uploaded-by:/ })).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.keyboard.type("me ");
  await expect(grid(page).getByRole("link")).toHaveCount(3);
  await expect(page.getByRole("link", { name: "Remove filter: Uploaded by me" })).toBeVisible();
  await page.reload();
  await expect(search(page)).toHaveValue(`${mark} uploaded-by:me`);

  await grid(page).getByRole("link").first().focus();
  await page.keyboard.press("Space");
  const quickLook = page.getByRole("dialog", { name: /^Quick look/ });
  await expect(quickLook).toContainText("1 of 3");
  await page.keyboard.press("ArrowRight");
  await expect(quickLook).toContainText("2 of 3");
  await page.keyboard.press("Escape");
  await expect(grid(page).getByRole("link").nth(1)).toBeFocused();

  await page.keyboard.press("x");
  await page.keyboard.press("Shift+ArrowRight");
  const selected = page.getByRole("region", { name: "Selected pictures" });
  await expect(selected).toContainText("2 pictures selected");
  await selected.getByRole("button", { name: "Edit" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Credit").fill(`Ann ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).press("Enter");
  await expect(page.getByText("2 pictures changed.")).toBeVisible();
  await search(page).fill(`credit:"ann ${mark}"`);
  await expect(grid(page).getByRole("link")).toHaveCount(2);
});

test("a picture is dragged onto a new collection, whose list then shows it", async ({ page }) => {
  await enterAsAdmin(page);
  await page.goto(`/desk/pictures?q=${mark}`);
  const list = page.getByRole("navigation", { name: "Collections" });
  await list.getByRole("button", { name: "New collection" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Cup ${mark}`);
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  const collection = list.getByRole("link", { name: `Cup ${mark}` });
  await grid(page).getByRole("link").first().dragTo(collection);
  await expect(collection).toHaveText(`Cup ${mark} 1`);
  await collection.click();
  await expect(grid(page).getByRole("link")).toHaveCount(1);
});

test("a description survives a reload", async ({ page }) => {
  const [id = ""] = ids;
  await enterAsAdmin(page);
  await page.goto(`/desk/pictures/${id}`);
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByLabel("Caption").fill("Boats at the start");
  await page.reload();
  await expect(page.getByLabel("Caption")).toHaveValue("Boats at the start");
  await expect(page.getByRole("region", { name: "Description" }).getByText("All changes saved")).toBeVisible();
});

test("two people’s changes of a field are both shown", async ({ page }) => {
  const [, id = ""] = ids;
  await enterAsAdmin(page);
  await page.goto(`/desk/pictures/${id}`);
  await describePicture(admin, {
    id,
    version: 1,
    changes: { caption: "Theirs" },
    seen: { caption: `${mark} boat 1` },
  });
  await page.getByLabel("Caption").fill("Mine");
  await page.getByLabel("Caption").blur();
  await expect(page.getByRole("alert").filter({ hasText: "Theirs" })).toBeVisible();
  await expect(page.getByLabel("Caption")).toHaveValue("Mine");
  await page.getByRole("button", { name: "Keep mine" }).click();
  await expect(page.getByRole("region", { name: "Description" }).getByText("All changes saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Caption")).toHaveValue("Mine");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the library and the page of a picture fit the screen", async ({ page }) => {
    await enterAsAdmin(page);
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    await page.goto(`/desk/pictures?q=${mark}`);
    await expect(grid(page).getByRole("link")).toHaveCount(3);
    expect(await overflow()).toBeLessThanOrEqual(0);
    await page.getByRole("button", { name: "Collections" }).click();
    await expect(page.getByRole("dialog").getByRole("link", { name: "All pictures" })).toBeVisible();
    await page.keyboard.press("Escape");
    await grid(page).getByRole("link").first().click();
    await expect(page.getByLabel("Caption")).toBeVisible();
    expect(await overflow()).toBeLessThanOrEqual(0);
  });
});
