import { expect, test } from "vitest";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { smtpForTests } from "#prisma/testing/smtp-hooks.ts";
import { assignStory, planStory } from "../assignments/mutations.ts";
import { sendDueMail } from "../mail/send-mutations.ts";
import { appClient } from "../postgres/app.ts";
import { fileStory, sendBackStory } from "../stories/verbs/mutations.ts";
import { remindOfDueStories } from "./due-mutations.ts";

const { smtp } = smtpForTests();

/** The mails that a person has got, by subject. */
const mailsTo = (email: string) =>
  new Map(
    smtp.taken
      .filter(({ to }) => [to].flat()[0]?.value[0]?.address === email)
      .map(({ subject = "", text = "" }) => [subject, text]),
  );

test("the mail of a notice says what happened, quotes the note and links to the story", async () => {
  const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR", { name: "Lena Brandt" })];
  const { id } = await createReadyStory(reporter);
  await appClient().story.update({ where: { id }, data: { headline: "الميناء" } });
  await fileStory(reporter, { storyId: id });
  await sendBackStory(editor, { storyId: id, note: "Which source?" });
  await sendDueMail();
  const text = mailsTo(reporter.email).get("Lena Brandt sent back “\u2068الميناء\u2069”") ?? "";
  expect(text).toMatch(/^Lena Brandt sent back “\u2068الميناء\u2069”\.\n\n> Which source\?\n\nOpen the story:\n/);
  expect(text).toContain(`https://news.example.org/desk/stories/${id}\n`);
});

test("the mail of a reminder begins with what is due", async () => {
  const [reporter, editor] = [await createPerson("REPORTER"), await createPerson("EDITOR")];
  const { id } = await createReadyStory(reporter);
  const { headline } = await appClient().story.findUniqueOrThrow({ where: { id } });
  await assignStory(editor, { storyId: id, personId: reporter.id });
  const now = new Date();
  const dueAt = new Date(now.getTime() + 30 * 60_000).toISOString();
  await planStory(editor, { storyId: id, changes: { dueAt }, seen: { dueAt: null } });
  await remindOfDueStories(now);
  await sendDueMail();
  expect(mailsTo(reporter.email).get(`Due soon: “${headline}”`)).toMatch(new RegExp(`^Due soon: “${headline}”\\.\n`));
});
