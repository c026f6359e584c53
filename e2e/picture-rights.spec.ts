import sharp from "sharp";
import { figure, paragraph } from "#lib/document/build.ts";
import { storePicture } from "#lib/pictures/mutations.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { theAdmin } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("an editor withdraws a picture everywhere, allows it again and gives it an end date", async ({
  page,
  browser,
}) => {
  const admin = await theAdmin();
  const bytes = await sharp({ create: { width: 1200, height: 800, channels: 3, background: "#4a6b3c" } })
    .jpeg()
    .toBuffer();
  const picture = await storePicture(admin, { bytes, fileName: "harbour-wall.jpg" });
  const newer = await sharp({ create: { width: 1200, height: 800, channels: 3, background: "#6b4a3c" } })
    .jpeg()
    .toBuffer();
  const other = await storePicture(admin, { bytes: newer, fileName: "new-wall.jpg" });
  const parts = { body: [paragraph("The wall holds."), figure({ picture: picture.id, alt: "The harbour wall" })] };
  const shown = await createReadyStory(admin, { headline: "Harbour wall repaired", ...parts });
  const { path } = await publishStory(admin, { storyId: shown.id, version: 0, showUpdated: true });
  const draft = await createReadyStory(admin, { headline: "Harbour wall, second part", ...parts });
  const reader = await (await browser.newContext()).newPage();
  const image = reader.getByRole("img", { name: "The harbour wall" });
  await reader.goto(path);
  await expect(image).toBeVisible();
  const address = (await image.getAttribute("src")) ?? "";

  await enterAsAdmin(page);
  await page.goto(`/desk/pictures/${picture.id}`);
  const used = page.getByRole("region", { name: "Where used" });
  await expect(used.getByRole("link")).toHaveText(["Harbour wall repaired", "Harbour wall, second part"]);
  const rights = page.getByRole("region", { name: "Rights" });

  await test.step("a withdrawal needs a reason, and readers lose the picture on their next request", async () => {
    await rights.getByRole("button", { name: "Withdraw everywhere" }).click();
    const dialog = page.getByRole("dialog", { name: "Withdraw this picture everywhere?" });
    await expect(dialog.getByRole("button", { name: "Withdraw" })).toBeDisabled();
    await dialog.getByLabel("Reason").fill("The photographer asked us to.");
    await dialog.getByRole("button", { name: "Withdraw" }).click();
    await expect(rights.getByText("Gone everywhere: removed from 1 story.")).toBeVisible();
    await expect(rights.getByText("Withdrawn: readers no longer see it")).toBeVisible();
    await reader.goto(path);
    await expect(reader.getByText("The wall holds.")).toBeVisible();
    await expect(image).toHaveCount(0);
    expect((await reader.request.get(address)).status()).toBe(404);
    await expect(used.getByText("Hidden from readers in")).toBeVisible();
  });

  await test.step("the publish panel of another story says that the picture is withdrawn", async () => {
    await page.goto(`/desk/stories/${draft.id}`);
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const panel = page.getByRole("dialog", { name: "Publish for the first time" });
    await expect(panel.getByText("harbour-wall.jpg is withdrawn: readers no longer see it")).toBeVisible();
    await expect(panel.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  });

  await test.step("a picture that is allowed again is back", async () => {
    await page.goto(`/desk/pictures/${picture.id}`);
    await rights.getByRole("button", { name: "Allow again" }).click();
    await expect(rights.getByText("Allowed again: readers see it in 1 story.")).toBeVisible();
    await reader.goto(path);
    await expect(image).toBeVisible();
  });

  await test.step("rights and an end date are saved while they are typed", async () => {
    await rights.getByLabel("Rights", { exact: true }).selectOption("Agency");
    await rights.getByLabel("May be used until").fill("2099-06-01T12:00");
    await rights.getByLabel("Territory").fill("Europe");
    await rights.getByLabel("Territory").blur();
    await expect(rights.getByText("All changes saved")).toBeVisible();
    await page.reload();
    await expect(rights.getByLabel("Rights", { exact: true })).toHaveValue("AGENCY");
    await expect(rights.getByLabel("May be used until")).toHaveValue("2099-06-01T12:00");
    await expect(rights.getByLabel("Territory")).toHaveValue("Europe");
  });

  await test.step("another picture takes its place everywhere, for readers at once", async () => {
    await page.getByRole("button", { name: "Replace everywhere" }).click();
    await page.getByRole("dialog", { name: "Choose a picture" }).getByRole("option", { name: "new-wall" }).dblclick();
    const dialog = page.getByRole("dialog", { name: "Replace this picture everywhere?" });
    await expect(dialog.getByRole("link")).toHaveText(["Harbour wall repaired", "Harbour wall, second part"]);
    await dialog.getByRole("button", { name: "Replace" }).click();
    await expect(dialog.getByText("Replaced in 2 stories, 1 of them published.")).toBeVisible();
    await reader.goto(path);
    await expect(image).toHaveAttribute("src", new RegExp(other.id));
  });
});
