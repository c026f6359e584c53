// Many files at once, and a connection that is lost on the way.

import sharp from "sharp";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { enter } from "./steps/newsroom.ts";
import { expect, test } from "./steps/test.ts";

/** A photograph of about 1 MB that no other test uses. */
const photograph = (shade: number) =>
  sharp({
    create: {
      width: 1300,
      height: 900,
      channels: 3,
      background: { r: shade, g: 90, b: 120 },
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  })
    .jpeg({ quality: 95 })
    .toBuffer();

test("two uploads wait while the connection is lost, continue by themselves and appear in the library", async ({
  page,
  context,
}) => {
  const reporter = await addPerson(newcomer("Reporter", "Ines Vale"));
  await enter(context, reporter.id);
  const mark = Date.now().toString(36);
  await page.goto("/desk/pictures");
  await expect(page.getByRole("button", { name: "Upload pictures" })).toBeVisible();

  const network = await context.newCDPSession(page);
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await network.send("Network.enable");
  await network.send("Network.emulateNetworkConditions", { ...conditions, offline: false, uploadThroughput: 250_000 });
  const files = await Promise.all(
    ["north", "south"].map(async (name, index) => ({
      name: `${name}-${mark}.jpg`,
      mimeType: "image/jpeg",
      buffer: await photograph(40 + index * 120),
    })),
  );
  await page.locator('input[data-upload="files"]').setInputFiles(files);
  const uploads = page.getByRole("region", { name: "Uploads" });
  const north = uploads.getByRole("listitem").filter({ hasText: `north-${mark}.jpg` });
  await expect(north).toContainText(/Uploading [2-9]\d %/);

  await network.send("Network.emulateNetworkConditions", { ...conditions, offline: true });
  await expect(uploads.getByText("The connection was lost. The upload continues by itself.")).toHaveCount(2);
  await network.send("Network.emulateNetworkConditions", { ...conditions, offline: false });
  await expect(uploads.getByRole("status")).toContainText("2 of 2 uploaded", { timeout: 60_000 });
  await expect(page.locator(`img[alt*="north-${mark}"], a[title*="north-${mark}"]`).first()).toBeVisible();
});
