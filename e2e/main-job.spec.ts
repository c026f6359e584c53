import { SectionsPage } from "./pages/admin-pages.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("three people write, send back, file, approve, publish, correct, take down and reinstate a story", async ({
  page,
  browser,
}) => {
  const mark = Date.now().toString(36);
  const section = `Harbour ${mark}`;
  const headline = `Night ferry ${mark} returns to the river`;
  const sectionPath = `/harbour-${mark}`;

  await enterAsAdmin(page);
  await new SectionsPage(page).create(section);
  const desk = {
    reporter: new StoryPage(await welcome(browser, newcomer("Reporter", "Ines"))),
    editor: new StoryPage(await welcome(browser, newcomer("Editor", "Maren"))),
  };
  // Readers have no account and no script.
  const reader = await (await browser.newContext({ javaScriptEnabled: false })).newPage();

  await test.step("the reporter writes the story with a picture and files it", async () => {
    const { reporter } = desk;
    await reporter.begin();
    await reporter.write(
      headline,
      "The crossing takes sixteen minutes.",
      "The first boat left at ten.",
      "It was full.",
    );
    await reporter.addPicture("prisma/example/pictures/ferry.webp", "A ferry at night");
    await reporter.chooseSection(section);
    await expect(reporter.saved()).toBeVisible();
    await expect(reporter.verb("Publish")).toHaveCount(0);
    await reporter.file("Two people on board, named in the notes.");
    await expect(reporter.state("Filed")).toBeVisible();
  });

  await test.step("the editor finds it in the filed list and sends it back with a note to the reporter", async () => {
    const { editor, reporter } = desk;
    await editor.page.goto("/desk");
    const filed = editor.page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /^Filed/ });
    await filed.click();
    // The list of all stories has the link too, and is about to be replaced.
    await expect(filed).toHaveAttribute("aria-current", "page");
    await editor.page.getByRole("link", { name: headline }).click();
    await expect(editor.page.getByRole("note")).toContainText("Two people on board, named in the notes.");
    await editor.sendBack("Who was on board?");
    await expect(reporter.page.getByRole("note")).toContainText("Who was on board?");
    await reporter.append(" Most were on their way from work.");
    await reporter.file();
    await expect(reporter.state("Filed")).toBeVisible();
  });

  let address = "";
  await test.step("the editor approves and publishes that revision, and the receipt links to it", async () => {
    const { editor } = desk;
    await editor.find(headline);
    await expect(editor.text).toContainText("on their way from work");
    await editor.verb("Approve").click();
    await expect(editor.state("Approved")).toBeVisible();
    expect((await reader.request.get("/")).status()).toBe(200);
    await editor.publish("Publish");
    await expect(editor.dialog.getByRole("status")).toContainText("Published at");
    await expect(editor.dialog).toContainText("The approved version was published");
    address = (await editor.viewOnSite().getAttribute("href")) ?? "";
    expect(address).toMatch(
      new RegExp(`^${sectionPath}/\\d{4}/\\d\\d/\\d\\d/night-ferry-${mark}-returns-to-the-river$`),
    );
    await editor.closeReceipt();
  });

  await test.step("a reader finds it at its address, on the front page, in its section and in the feed", async () => {
    expect((await reader.goto(address))?.status()).toBe(200);
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(headline);
    await expect(reader.getByText("The crossing takes sixteen minutes.").first()).toBeVisible();
    await expect(reader.getByText("Most were on their way from work.")).toBeVisible();
    await expect(reader.getByRole("article").getByRole("img", { name: "A ferry at night" })).toBeVisible();
    await reader.goto("/");
    await expect(reader.getByRole("link", { name: headline }).first()).toBeVisible();
    await reader.goto(sectionPath);
    await reader.getByRole("link", { name: headline }).first().click();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText(headline);
    for (const feed of [
      "/rss.xml",
      `${sectionPath}/rss.xml`,
      "/atom.xml",
      `${sectionPath}/feed.json`,
      "/news-sitemap.xml",
    ])
      expect(await (await reader.request.get(feed)).text(), feed).toContain(headline);
  });

  await test.step("a reader finds it in the archive, and invalid archive addresses answer 404", async () => {
    await reader.goto("/");
    await reader.getByRole("contentinfo").getByRole("link", { name: "Archive" }).click();
    await expect(reader.getByRole("heading", { level: 1 })).toHaveText("Archive");
    const links = reader.getByRole("main").getByRole("listitem").getByRole("link");
    await links.first().click();
    await links.filter({ hasText: /day\b/ }).first().click();
    await expect(reader).toHaveURL(/\/archive\/\d{4}\/\d\d\/\d\d$/);
    await expect(reader.getByRole("heading", { level: 2, name: headline })).toBeVisible();
    const get = (path: string) => reader.request.get(path, { maxRedirects: 0 });
    for (const none of ["/archive/1850", "/archive/2023/02/29"]) expect((await get(none)).status(), none).toBe(404);
    const plain = await get("/archive/2026/1/");
    expect([plain.status(), plain.headers().location]).toEqual([301, "/archive/2026/01"]);
  });

  await test.step("readers see the published text until an update of the working copy is published", async () => {
    const { editor } = desk;
    await editor.append(" The last one leaves at two.");
    await expect(editor.verb("Publish update")).toBeEnabled();
    await reader.goto(address);
    await expect(reader.getByText("The last one leaves at two.")).toHaveCount(0);
    await editor.publish("Publish update");
    await expect(editor.viewOnSite()).toBeVisible();
    await editor.closeReceipt();
    await reader.goto(address);
    await expect(reader.getByText("The last one leaves at two.")).toBeVisible();
    await expect(reader.getByText(/^Updated/)).toBeVisible();
  });

  await test.step("a correction shows its note and leaves out unpublished changes", async () => {
    const { editor, reporter } = desk;
    await reporter.text.getByText("The crossing takes sixteen minutes.").click();
    await reporter.page.keyboard.press("End");
    await reporter.page.keyboard.type(" A band plays.");
    await expect(editor.text).toContainText("A band plays.");
    await editor.append(" None leaves at three.");
    await expect(editor.saved()).toBeVisible();
    await editor.verb("Correct").click();
    await expect(editor.dialog.getByRole("checkbox", { name: "Standfirst, changed" })).not.toBeChecked();
    await expect(editor.dialog.getByRole("checkbox", { name: /^Block \d, changed/ })).toBeChecked();
    await editor.dialog.getByRole("textbox", { name: "Note" }).fill("An earlier version gave the wrong hour.");
    await editor.dialog.getByRole("button", { name: "Publish correction · 1 change" }).click();
    await expect(editor.viewOnSite()).toBeVisible();
    await editor.closeReceipt();
    await expect(editor.verb("Publish update")).toBeEnabled();
    await reader.goto(address);
    await expect(reader.getByText("None leaves at three.")).toBeVisible();
    await expect(reader.getByText("A band plays.")).toHaveCount(0);
    await expect(reader.getByRole("complementary", { name: "Correction 1" })).toContainText(
      "An earlier version gave the wrong hour.",
    );
  });

  await test.step("“What changed” shows the changed text, and an editor hides it at once", async () => {
    const { editor } = desk;
    const changes = reader
      .getByRole("main")
      .getByRole("listitem")
      .filter({ has: reader.getByRole("heading", { level: 2 }) });
    await reader.goto(address);
    await reader.getByRole("link", { name: "What changed" }).click();
    await expect(reader).toHaveURL(new RegExp(`${address}/history$`));
    await expect(changes).toHaveCount(3);
    await expect(changes.first()).toContainText("An earlier version gave the wrong hour.");
    expect((await reader.request.get(`${address}/History/`, { maxRedirects: 0 })).status()).toBe(301);
    await editor.append(" The very last one leaves at three.");
    await editor.publish("Publish update");
    await expect(editor.viewOnSite()).toBeVisible();
    await editor.closeReceipt();
    await reader.reload();
    await expect(changes.first().getByRole("insertion").filter({ hasText: "The very last one leaves" })).toBeVisible();
    await editor.hideChanges();
    await reader.reload();
    await expect(changes.first()).toContainText("The changes in this version are not shown.");
    await expect(reader.getByText("The very last one")).toHaveCount(0);
  });

  await test.step("a take-down answers 410 on the next request and clears all lists, and reinstating restores it", async () => {
    const { editor } = desk;
    await editor.takeDown("A person named in it asked us to.");
    await expect(editor.state("Taken down")).toBeVisible();
    const gone = await reader.goto(address);
    expect(gone?.status()).toBe(410);
    expect((await reader.request.get(`${address}/history`)).status()).toBe(410);
    await expect(reader.getByText("The first boat left at ten.")).toHaveCount(0);
    await reader.goto(sectionPath);
    await expect(reader.getByRole("link", { name: headline })).toHaveCount(0);
    expect(await (await reader.request.get(`${sectionPath}/rss.xml`)).text()).not.toContain(headline);
    await expect(editor.page.getByRole("note")).toContainText("A person named in it asked us to.");
    await editor.reinstate("A person named in it asked us to.");
    await expect(editor.state("Published")).toBeVisible();
    expect((await reader.goto(address))?.status()).toBe(200);
    await expect(reader.getByText("The last one leaves at two.")).toBeVisible();
  });
});

test("a story without a section cannot be published, and the panel links to the missing field", async ({ page }) => {
  await enterAsAdmin(page);
  const story = new StoryPage(page);
  await story.begin();
  await story.write("A headline without a place", "A standfirst.", "A text.");
  await story.verb("Publish").click();
  await expect(story.dialog.getByText("Choose a section")).toBeVisible();
  await expect(story.dialog.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();
  await story.dialog.getByRole("button", { name: "Choose: Choose a section" }).click();
  await expect(story.details.getByLabel("Section")).toBeFocused();
});

test("a preview shows the copy as a public page, and copying creates a new story", async ({ page }) => {
  await enterAsAdmin(page);
  const story = new StoryPage(page);
  const address = await story.begin();
  await story.write("Seen before it is out", "A standfirst.", "A text to look at.");
  await story.verb("Preview").click();
  const frame = page.frameLocator("iframe");
  await expect(frame.getByRole("heading", { level: 1 })).toHaveText("Seen before it is out");
  await page.getByText("Phone", { exact: true }).click();
  await expect(frame.getByText("A text to look at.")).toBeVisible();
  await page.getByRole("link", { name: "Back to the story" }).click();
  await story.text.waitFor();
  await page.getByRole("button", { name: "More to do with this story" }).click();
  await page.getByRole("menuitem", { name: "Copy as new story" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/desk/stories/") && url.pathname !== address);
  await expect(story.text).toContainText("A text to look at.");
});

test("the stories list can be searched and filtered, and a story started, with and without script", async ({
  page,
  browser,
}) => {
  await enterAsAdmin(page);
  const story = new StoryPage(page);
  await story.begin();
  const headline = `Found by a word like zinnia${Date.now().toString(36)}`;
  await story.write(headline, "A standfirst.", "A text.");
  await expect(story.saved()).toBeVisible();
  await story.find(headline);

  const plain = await (
    await browser.newContext({ javaScriptEnabled: false, storageState: await page.context().storageState() })
  ).newPage();
  await plain.goto("/desk");
  await plain.getByRole("searchbox").fill(headline);
  await plain.getByRole("combobox", { name: "Status" }).selectOption({ label: "Draft" });
  await plain.getByRole("button", { name: "Show" }).click();
  await expect(plain).toHaveURL(/[?&]copy=DRAFT(&|$)/); // the previous list has the same link
  await expect(plain.getByRole("link", { name: headline })).toBeVisible();
  await plain.getByRole("combobox", { name: "Status" }).selectOption({ label: "Filed" });
  await plain.getByRole("button", { name: "Show" }).click();
  await expect(plain.getByRole("heading", { name: "No stories found" })).toBeVisible();

  // A click before the page's script is there is no lost one.
  await plain.getByRole("button", { name: "New story" }).click();
  await expect(plain).toHaveURL(/\/desk\/stories\/[\w-]+$/);
});
