// Who writes a story until when, through the hands of two people.
import type { Page } from "@playwright/test";
import { StoryPage } from "./pages/story-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newSection, newStory } from "./steps/newsroom.ts";
import { enterAsAdmin } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

const note = (page: Page, text: string) => page.getByRole("note").filter({ hasText: text });

test("an idea is assigned, accepted, filed, sent back, filed again and approved", async ({ page, browser }) => {
  test.slow(); // a story on its way through several hands
  await enterAsAdmin(page);
  const ben = newcomer("Reporter", "Ben Okafor");
  const his = new StoryPage(await welcome(browser, ben));
  const hers = new StoryPage(page);
  const headline = `Ferry timetable ${ben.email.split("@")[0]}`;
  const section = `Harbour ${ben.email.split("@")[0]}`;
  await newSection(section);

  await page.goto("/desk");
  await page.getByRole("button", { name: "New idea" }).click();
  await hers.dialog.getByRole("textbox", { name: "Headline" }).fill(headline);
  await hers.dialog.getByRole("textbox", { name: "Brief" }).fill("Ask the harbour master.");
  await hers.dialog.getByLabel("Section").selectOption({ label: section });
  await hers.dialog.getByLabel("Assigned to").selectOption({ label: ben.name });
  await hers.dialog.getByRole("button", { name: "Create idea" }).click();
  await expect(page.getByRole("row").filter({ hasText: headline })).toContainText(ben.name);

  await his.page.goto("/desk");
  const assigned = his.page.getByRole("link", { name: /^Assigned to me/ });
  await assigned.click();
  await expect(assigned).toHaveAttribute("aria-current", "page");
  await his.page.getByRole("link", { name: headline }).click();
  await expect(his.details.getByLabel("Brief")).toHaveValue("Ask the harbour master.");
  await his.details.getByRole("button", { name: "Accept" }).click();
  await his.dialog.getByRole("textbox", { name: /^Note/ }).fill("By six.");
  await his.dialog.getByRole("button", { name: "Accept" }).click();
  await expect(his.details.getByText(`${ben.name} accepted: “By six.”`)).toBeVisible();
  await his.file("The minister has not called back.");
  await expect(his.state("Filed")).toBeVisible();

  await hers.find(headline);
  await expect(note(page, `${ben.name} filed this`)).toContainText("The minister has not called back.");
  await hers.sendBack("Call her again.");
  await expect(note(his.page, "sent this back")).toContainText("Call her again.");
  await his.file();
  await hers.verb("Approve").click();
  await expect(hers.state("Approved")).toBeVisible();
  await his.page.context().close();
});

test("a brief is saved while it is typed, and a length that is no number stays with its message", async ({ page }) => {
  await enterAsAdmin(page);
  const address = await newStory();
  const story = new StoryPage(page);
  await story.open(address);
  await story.details.getByText("Assignment", { exact: true }).click();
  const length = story.details.getByRole("textbox", { name: "Length" });
  await length.fill("abc");
  await length.press("Enter");
  await expect(story.details.getByRole("alert").filter({ hasText: "Use a whole number of words." })).toBeVisible();
  await length.fill("");
  const saved = page.waitForResponse(
    (response) =>
      response.request().method() === "POST" && (response.request().postData() ?? "").includes("Two ferries"),
  );
  await story.details.getByRole("textbox", { name: "Brief" }).pressSequentially("Two ferries");
  await saved; // nobody has left the field
  await page.reload();
  await expect(story.details.getByRole("textbox", { name: "Brief" })).toHaveValue("Two ferries");
});
