import { EditorPage } from "./pages/editor-page.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a story and its Arabic translation link to each other until one is taken down", async ({ page, request }) => {
  await enterAsAdmin(page);
  const mark = Date.now().toString(36);
  const section = await newSection(`Tongues ${mark}`);
  const editor = new EditorPage(page);
  const story = new StoryPage(page);
  const publish = async (): Promise<string> => {
    await expect(editor.saved).toBeVisible();
    await story.publish("Publish");
    await expect(story.dialog.getByRole("status")).toContainText("Published at");
    const address = (await story.viewOnSite().getAttribute("href")) ?? "";
    await story.closeReceipt();
    return address;
  };
  const [headline, standfirst, paragraphs] = [`Ferry ${mark}`, "From Friday.", ["It sails at nine."]];
  await editor.open(await newStory({ headline, standfirst, paragraphs, section: section.id }));
  const english = await publish();

  await editor.openFold("Translations");
  await page.getByLabel("Translate into").selectOption({ label: "Arabic" });
  await page.getByRole("button", { name: "Create Arabic version from this text" }).click();
  const links = page.getByRole("list", { name: "Translations" });
  await expect(links.getByRole("link")).toHaveText(["English (United Kingdom), the original"]);
  await expect(editor.story).toHaveAttribute("dir", "rtl");
  await expect(editor.paragraphs).toHaveText(["It sails at nine."]);
  await editor.headline.click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText("عودة العبّارة");
  const arabic = await publish();

  await page.goto(arabic);
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.locator(`link[rel=alternate][hreflang="x-default"]`)).toHaveAttribute(
    "href",
    new RegExp(`${english}$`),
  );
  await page.getByRole("navigation", { name: "بلغات أخرى" }).getByRole("link", { name: "British English" }).click();
  await expect(page).toHaveURL(new RegExp(`${english}$`));
  await expect(page.getByRole("navigation", { name: "In other languages" }).getByRole("link")).toHaveText(["العربية"]);
  // To read the same again is no reading on.
  await expect(page.getByRole("link", { name: "عودة العبّارة" })).toHaveCount(0);

  await story.find("عودة العبّارة");
  await story.takeDown("It says the wrong day.");
  await expect(story.state("Taken down")).toBeVisible();
  const answer = await (await request.get(english)).text();
  expect(answer).toContain(`Ferry ${mark}`);
  expect(answer).not.toMatch(/hreflang|العربية/);
});
