import { PeoplePage } from "./pages/admin-pages.ts";
import { StoryPage } from "./pages/story-page.ts";
import { newcomer, welcome } from "./steps/newcomers.ts";
import { newStory } from "./steps/newsroom.ts";
import { enterAsAdmin, signIn } from "./steps/sign-in.ts";
import { expect, test } from "./steps/test.ts";

test("a suspended person loses access on the next request, open stories included, until reactivated", async ({
  page,
  browser,
}) => {
  await enterAsAdmin(page);
  const person = newcomer("Reporter", "Petra");
  const theirs = await welcome(browser, person);
  const story = new StoryPage(theirs);
  const address = await story.begin();
  await story.write("Written before", "A standfirst.", "A text.");
  await expect(story.saved()).toBeVisible();

  const people = new PeoplePage(page);
  await people.open();
  await people.suspend(person.name);
  await expect(people.row(person.name)).toContainText("Suspended");

  expect((await theirs.request.get(`/api/steps?story=${address.split("/").pop()}&version=0`)).ok()).toBe(false);
  await story.append(" More.");
  await expect(theirs.getByRole("status").filter({ hasText: /^Not saved/ })).toBeVisible();
  theirs.on("dialog", (dialog) => void dialog.accept()); // the browser asks about what is unsaved
  await theirs.goto("/desk");
  await expect(theirs).toHaveURL(/\/sign-in/);

  await people.reactivate(person.name);
  await expect(people.row(person.name)).toContainText("Active");
  await signIn(theirs, person);
});

test("a contributor sees neither colleagues' stories nor admin pages", async ({ page, browser }) => {
  await enterAsAdmin(page);
  const address = await newStory({ headline: `Not for everybody ${Date.now().toString(36)}` });

  const theirs = await welcome(browser, newcomer("Contributor", "Karl"));
  await expect(theirs.getByRole("navigation", { name: "Admin" })).toHaveCount(0);
  for (const place of [address, `${address}/preview`, "/desk/nowhere", "/admin/nowhere"]) {
    expect((await theirs.goto(place))?.status(), place).toBe(404);
    await expect(theirs.getByRole("heading", { name: "You can’t open this page" })).toBeVisible();
    await expect(theirs.getByRole("navigation", { name: "Newsroom" })).toBeVisible();
  }
  for (const place of ["/api/nowhere", "/sign-in/no/where", "/pictures/nowhere", "/reset"])
    expect((await theirs.request.get(place)).status(), place).toBe(404);
  await theirs.goto(address.replace("/stories/", "/preview/"));
  await expect(theirs.getByText("Not for everybody")).toHaveCount(0);
  await theirs.goto("/admin/people");
  await expect(theirs.getByRole("button", { name: "Invite", exact: true })).toHaveCount(0);
});

test("the last admin cannot be demoted", async ({ page }) => {
  await enterAsAdmin(page);
  const people = new PeoplePage(page);
  await people.open();
  await people.changeRole("Admin", "Editor");
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("last active admin");
  await page.reload();
  await expect(page.getByRole("button", { name: "Invite", exact: true })).toBeVisible();
});
