// A day of a newsroom with four people, from the assignment to a correction, with the notices and mails that each gets.
import type { Browser, Locator, Page } from "@playwright/test";
import type { Person } from "#lib/actor.ts";
import { setWatching } from "#lib/inbox/watch-mutations.ts";
import { appClient } from "#lib/postgres/app.ts";
import { TestSmtp } from "#prisma/testing/smtp.ts";
import { admin } from "./global-setup.ts";
import { StoryPage } from "./pages/story-page.ts";
import { Launch, ready } from "./steps/launch.ts";
import { addPerson, newcomer } from "./steps/newcomers.ts";
import { connectTo, enter, newSection, newStory } from "./steps/newsroom.ts";
import { expect, test } from "./steps/test.ts";

let launch: Launch;
const smtp = new TestSmtp();
let site = "";
let disconnect = async () => {};
test.beforeAll(async () => {
  await smtp.start();
  launch = Launch.prepared();
  site = await ready(
    launch.galley({
      GALLEY_SMTP_URL: smtp.url,
      GALLEY_MAIL_FROM: "The Ledger <news@example.org>",
      GALLEY_ADMIN_EMAIL: admin.email,
      GALLEY_ADMIN_PASSWORD: admin.password,
      GALLEY_TIMEZONE: "Asia/Kathmandu",
    }),
  );
  disconnect = connectTo(launch.data);
});
test.afterAll(async () => {
  await disconnect();
  await launch.end();
  await smtp.stop();
});

/** How a person works: with keys alone, or by clicks on a small screen. */
type Way = { name: string; viewport: { width: number; height: number }; isByKeys: boolean };
const ways: Way[] = [
  { name: "by keyboard at 1280 pixels", viewport: { width: 1280, height: 800 }, isByKeys: true },
  { name: "on a phone of 390 pixels", viewport: { width: 390, height: 844 }, isByKeys: false },
];

/** A person at a browser of their own. */
class Desk {
  readonly person: Person;
  readonly page: Page;
  readonly story: StoryPage;
  readonly #isByKeys: boolean;

  private constructor(person: Person, page: Page, isByKeys: boolean) {
    this.person = person;
    this.page = page;
    this.story = new StoryPage(page);
    this.#isByKeys = isByKeys;
  }

  static async of(browser: Browser, person: Person, { viewport, isByKeys }: Way): Promise<Desk> {
    const context = await browser.newContext({ baseURL: site, viewport, hasTouch: !isByKeys });
    await enter(context, person.id, site);
    return new Desk(person, await context.newPage(), isByKeys);
  }

  /** Moves the focus there by Tab, or by Shift+Tab if it comes earlier on the page. */
  async #reach(target: Locator): Promise<void> {
    await target.waitFor();
    const findFocus = () =>
      target.evaluate((element) => {
        const focused = document.activeElement as HTMLElement | null;
        const isAfter = focused && element.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING;
        return {
          isThere: focused === element,
          isInText: focused?.isContentEditable,
          key: isAfter && focused !== document.body ? "Shift+Tab" : "Tab",
        };
      });
    for (let presses = 0; presses < 200; presses++) {
      const { isThere, isInText, key } = await findFocus();
      if (isThere) return;
      // In the text of a story Tab is a key of lists and tables.
      if (isInText) await this.page.keyboard.press("Escape");
      await this.page.keyboard.press(key);
    }
    throw new Error(`${target} was not reached by Tab`);
  }

  async press(target: Locator): Promise<void> {
    if (!this.#isByKeys) return target.click();
    await this.#reach(target);
    await this.page.keyboard.press("Enter");
  }

  async fill(target: Locator, text: string): Promise<void> {
    if (!this.#isByKeys) return target.fill(text);
    await this.#reach(target);
    await this.page.keyboard.type(text);
  }

  async choose(target: Locator, label: string): Promise<void> {
    if (!this.#isByKeys) return void (await target.selectOption({ label }));
    await this.#reach(target);
    // The choices are loaded after the panel has opened.
    await target.getByRole("option", { name: label, exact: true }).waitFor({ state: "attached" });
    await this.page.keyboard.type(label);
  }

  /** Opens the dialog of a verb by its button, or by the menu where the button has no room. */
  async verb(name: string): Promise<void> {
    const button = this.story.verb(name);
    const more = this.story.verb("More to do with this story");
    if (this.#isByKeys || (await button.isVisible())) return this.press(button);
    await more.click();
    await this.page.getByRole("menuitem", { name, exact: true }).click();
  }

  /** Confirms in the dialog that is open. */
  confirm = (name: string | RegExp): Promise<void> =>
    this.press(this.story.dialog.getByRole("button", { name, exact: true }));

  /** Opens the panel where it is a sheet, does the work, and closes it. */
  async inDetails(work: () => Promise<void>): Promise<void> {
    const opener = this.page.getByRole("button", { name: "Details", exact: true });
    await this.story.text.waitFor();
    if (!this.#isByKeys) await opener.click();
    await work();
    if (!this.#isByKeys) await this.page.getByRole("dialog").getByRole("button", { name: "Close the panel" }).click();
  }

  async append(text: string): Promise<void> {
    await this.story.text.focus();
    await this.page.keyboard.press("Control+End");
    await this.page.keyboard.type(text);
    await this.story.saved().waitFor();
  }

  /** Opens a notice of the inbox. */
  async follow(words: string, headline: string): Promise<void> {
    await this.page.goto("/desk/inbox");
    await this.press(this.page.getByRole("region", { name: headline }).getByRole("link", { name: words }).first());
    await this.story.text.waitFor();
  }

  note = (text: string): Locator => this.page.getByRole("note").filter({ hasText: text });
  schedule = (): Locator => this.page.getByRole("status").filter({ hasText: /^Scheduled/ });
}

for (const way of ways)
  test(`a story is assigned, filed, sent back, approved, scheduled, published and corrected ${way.name}`, async ({
    browser,
  }) => {
    const mark = Date.now().toString(36);
    const headline = `Ferry timetable ${mark}`;
    const section = await newSection(`Harbour ${mark}`);
    const people = [
      await addPerson(newcomer("Editor", "Lena Brandt")),
      await addPerson(newcomer("Reporter", "Ben Okafor")),
      await addPerson(newcomer("Editor", "Maren Holt")),
      await addPerson(newcomer("Reporter", "Ida Wells")),
    ] as const;
    // Their digests are due half a day from now, so that none is sent while the test runs.
    await appClient().mailSettings.createMany({
      data: people.map(({ id }) => ({
        personId: id,
        digestHour: (new Date().getUTCHours() + 12) % 24,
        timeZone: "UTC",
      })),
    });
    const [lena, ben, maren, ida] = await Promise.all(people.map((person) => Desk.of(browser, person, way)));
    if (!lena || !ben || !maren || !ida) throw new Error("somebody is missing");
    await setWatching(ida.person, { kind: "SECTION", subjectId: section.id, how: "WATCH" });
    const address = await newStory({ headline, section: section.id }, lena.person);
    const storyId = address.split("/").at(-1) ?? "";

    await test.step("Lena assigns the story, and Ben accepts and files it", async () => {
      await lena.story.open(address);
      await lena.inDetails(async () => {
        await lena.press(lena.story.details.locator("summary", { hasText: /^Assignment$/ }));
        await lena.choose(lena.story.details.getByLabel("Assigned to"), ben.person.name);
      });
      await expect
        .poll(() => appClient().notice.count({ where: { personId: ben.person.id, kind: "ASSIGNED" } }))
        .toBe(1);
      await ben.follow(`${lena.person.name} assigned it to you`, headline);
      await ben.inDetails(async () => {
        await ben.press(ben.story.details.getByRole("button", { name: "Accept" }));
        const question = ben.page.getByRole("dialog", { name: "Accept this assignment?" });
        await ben.press(question.getByRole("button", { name: "Accept" }));
        await expect(ben.story.details.getByRole("button", { name: "Accept" })).toHaveCount(0);
      });
      await ben.verb("File");
      await ben.fill(ben.story.dialog.getByRole("textbox", { name: "Note to the editors" }), "Two sources.");
      await ben.confirm("File");
      await expect(ben.story.state("Filed")).toBeVisible();
    });

    await test.step("Maren sends it back with a note, and approves it when it is filed again", async () => {
      await maren.follow(`${ben.person.name} filed it`, headline);
      await expect(maren.note(`${ben.person.name} filed this`)).toContainText("Two sources.");
      await maren.verb("Send back");
      await maren.fill(maren.story.dialog.getByRole("textbox", { name: "Note" }), "Name them.");
      await maren.confirm("Send back");
      await expect(ben.note("sent this back")).toContainText("Name them.");
      await ben.verb("File");
      await ben.confirm("File");
      await expect(maren.story.state("Filed")).toBeVisible();
      await maren.verb("Approve");
      await expect(maren.story.state("Approved")).toBeVisible();
    });

    await test.step("Maren schedules it, includes a late change, and it is published at its minute", async () => {
      await maren.verb("Publish");
      const now = maren.story.dialog.getByRole("radio", { name: "Now" });
      await expect(now).toBeChecked();
      if (way.isByKeys) {
        await maren.press(now);
        await maren.page.keyboard.press("ArrowDown");
      } else await maren.story.dialog.getByRole("radio", { name: "At a time" }).click();
      await maren.press(maren.story.dialog.getByRole("button", { name: "Tomorrow 06:00" }));
      await maren.confirm("Schedule");
      await expect(maren.schedule()).toContainText("06:00");
      await maren.append(" It is early.");
      await expect(maren.schedule()).toContainText("without your last change.");
      await maren.press(maren.page.getByRole("button", { name: "Include them" }));
      await expect(maren.page.getByRole("button", { name: "Include them" })).toHaveCount(0);

      await appClient().scheduledAct.updateMany({ where: { storyId, state: "DUE" }, data: { dueAt: new Date() } });
      await appClient().$executeRaw`select pg_notify('galley_schedule', '')`;
      await expect(maren.story.state("Published")).toBeVisible();
      const { path } = await appClient().story.findUniqueOrThrow({ where: { id: storyId }, select: { path: true } });
      expect(await (await maren.page.request.get(`${site}${path}`)).text()).toContain("It is early.");
    });

    await test.step("Maren corrects it", async () => {
      await maren.append(" At six.");
      await maren.verb("Correct");
      await maren.fill(maren.story.dialog.getByRole("textbox", { name: "Note" }), "It sails at six.");
      await maren.confirm(/^Publish correction/);
      await expect.poll(() => appClient().correction.count({ where: { storyId } })).toBe(1);
    });

    await test.step("each inbox and each person's mail has what concerns that person", async () => {
      const [byLena, byBen, byMaren] = [lena, ben, maren].map(({ person }) => person.name);
      const published = ["approved it", "scheduled it", "published it", "corrected it"].map(
        (did) => `${byMaren} ${did}`,
      );
      const filed = [`${byBen} filed it`, `${byBen} filed it`];
      const expected = new Map([
        [lena, [`${byBen} accepted it`, ...filed, `${byMaren} sent it back`, ...published]],
        [ben, [`${byLena} assigned it to you`, `${byMaren} sent it back`, ...published]],
        [maren, filed],
        [ida, published],
      ]);
      for (const [desk, lines] of expected) {
        await desk.page.goto(`/desk/inbox?story=${storyId}`);
        const links = desk.page.getByRole("region", { name: headline }).locator("li a");
        await links.first().waitFor();
        const shown = (await links.allInnerTexts()).map((text) =>
          text
            .replace(/\s+/g, " ")
            .replace(/^Unread: /, "")
            .replace(/ ?: Ferry timetable .*$/, ""),
        );
        expect(shown.toSorted()).toEqual(lines.toSorted());
      }
      const mails = async ({ person }: Desk) =>
        (await appClient().mail.findMany({ where: { personId: person.id }, select: { kind: true } }))
          .map(({ kind }) => kind)
          .toSorted();
      const out = ["approved", "correction", "published", "scheduled"];
      expect(await mails(lena)).toEqual([...out, "filed", "filed", "sent_back"].toSorted());
      expect(await mails(ben)).toEqual([...out, "assigned", "sent_back"].toSorted());
      expect(await mails(maren)).toEqual(["filed", "filed"]);
      expect(await mails(ida)).toEqual(out);
    });
    await Promise.all([lena, ben, maren, ida].map(({ page }) => page.context().close()));
  });
