// Two nodes of one newsroom, one person at each.
import fs from "node:fs";
import path from "node:path";
import { admin } from "./global-setup.ts";
import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { Launch, ready } from "./steps/launch.ts";
import { newStory, onServer } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

let one: Launch;
let two: Launch;
test.beforeEach(() => {
  one = Launch.prepared();
  two = new Launch(); // it uses the database of the first
});
test.afterEach(async () => {
  await two.end(); // before the database, which the first one brought
  await one.end();
});

test("two people on two nodes write one story, see each other, and continue when one node dies", async ({
  browser,
}) => {
  const shared = {
    GALLEY_SECRET: "one secret for the two nodes of this newsroom",
    GALLEY_ADMIN_EMAIL: admin.email,
    GALLEY_ADMIN_PASSWORD: admin.password,
  };
  const first = await ready(one.galley(shared));
  const access = JSON.parse(fs.readFileSync(path.join(one.data, "postgres.json"), "utf8")) as {
    port: number;
    passwords: { owner: string };
  };
  const database = `postgresql://galley_owner:${access.passwords.owner}@127.0.0.1:${access.port}/galley`;
  const node = two.galley({ ...shared, DATABASE_URL: database });
  const second = await ready(node);

  const address = await onServer(one.data, () => newStory(), shared);
  const open = async (baseURL: string) => {
    const page = await (await browser.newContext({ baseURL })).newPage();
    await onServer(one.data, () => enterAsAdmin(page, baseURL), shared);
    const editor = new EditorPage(page);
    await editor.open(address);
    return editor;
  };
  const [hers, his] = [await open(first), await open(second)];
  await hers.caret(hers.paragraphs.first(), "start");
  await his.caret(his.paragraphs.first(), "end");
  await Promise.all([hers.page.keyboard.type("Hers. ", { delay: 50 }), his.page.keyboard.type(" His.", { delay: 50 })]);
  for (const desk of [hers, his]) await expect(desk.paragraphs).toHaveText(["Hers. Start. His."]);

  // A change of state goes from node to node.
  await new StoryPage(hers.page).file();
  await expect(his.page.getByRole("button", { name: "Approve" })).toBeVisible();

  await two.kill(node);
  await his.page.keyboard.type(" Offline.");
  await expect(his.line).toHaveText(/^Offline/);
  await hers.caret(hers.paragraphs.first(), "start");
  await hers.page.keyboard.type("Meanwhile. ");
  await expect(hers.saved).toBeVisible();
  await ready(two.galley({ ...shared, DATABASE_URL: database, PORT: new URL(second).port }));
  for (const desk of [hers, his])
    await expect(desk.paragraphs).toHaveText(["Meanwhile. Hers. Start. His. Offline."], { timeout: 60_000 });
  for (const desk of [hers, his]) await desk.page.context().close();
});
