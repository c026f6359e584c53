// The example newsroom: what a newcomer sees first. Made through the product's own verbs, by its own people, so that
// history and audit are what they would be.
import { Fragment, type Node, Slice } from "@tiptap/pm/model";
import { Transform } from "@tiptap/pm/transform";
import { type Person, SYSTEM } from "#lib/actor.ts";
import { authorPath, sectionPath, topicPath } from "#lib/addresses/paths.ts";
import { claimAddress } from "#lib/addresses/place-mutations.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema, SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { zoneRange } from "#lib/document/zones.ts";
import { getStoredFront } from "#lib/fronts/desk-data.ts";
import { editFront, launchFront } from "#lib/fronts/draft-mutations.ts";
import { containerSchema, type FrontEdit } from "#lib/fronts/layout-schema.ts";
import { newId } from "#lib/ids.ts";
import { factsOf } from "#lib/pictures/data.ts";
import { appClient, type Prisma, transaction } from "#lib/postgres/app.ts";
import { changeSiteSettings } from "#lib/site/mutations.ts";
import { parseSiteSettings } from "#lib/site/schema.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { loadDocument } from "#lib/stories/document.ts";
import { correctStory, publishStory, takeDownStory } from "#lib/stories/publishing/mutations.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { approveStory, fileStory, spikeStory } from "#lib/stories/verbs/mutations.ts";
import { blockOf, documentOf, type Ids, pageDocument } from "./convert.ts";
import { asFirstPublished, replaceWords } from "./corrected.ts";
import { authors, frontPins, paper, people, sectionPins, sections, topics } from "./newsroom.ts";
import { pages } from "./pages.ts";
import { seedComments } from "./seed-comments.ts";
import { seedPictures } from "./seed-pictures.ts";
import { removeSettledNotices } from "./settled-notices.ts";
import { stories } from "./stories.ts";
import type {
  AuthorKey,
  FrontPins,
  PersonKey,
  PictureKey,
  SectionKey,
  StandingPage,
  Story,
  TopicKey,
} from "./types.ts";

const hour = 3_600_000;
/** Between two lines about progress. */
const sayEveryMs = 10_000;

/** Fills an empty newsroom. Throws when it is not empty. */
export async function seedExample(say: (line: string) => void): Promise<void> {
  await changeSiteSettings(SYSTEM, parseSiteSettings(paper));
  const staff = await createPeople();
  const pictures = await seedPictures(say);
  const ids: Ids = {
    ...(await createTaxonomy(staff, pictures)),
    pictures,
    stories: new Map(stories.map(({ key }) => [key, newId()])),
  };
  const editor = must(staff, "maren");
  say(`Writing ${stories.length} stories of the example newsroom`);
  let saidAt = Date.now();
  for (const [index, story] of stories.entries()) {
    await createStory(story, ids, staff, editor);
    if (Date.now() - saidAt < sayEveryMs) continue;
    say(`Example stories: ${index + 1} of ${stories.length}`);
    saidAt = Date.now();
  }
  say("Composing the fronts of the example newsroom");
  for (const page of pages) await createPage(page, ids, editor);
  await seedComments(ids.stories, staff);
  await launchExampleFront(editor, "front", frontPins, ids);
  for (const [section, pins] of Object.entries(sectionPins) as [SectionKey, FrontPins][])
    await launchExampleFront(editor, must(ids.sections, section), pins, ids);
  await removeSettledNotices();
}

/** Places stories in the containers with which a front begins, and launches it. */
async function launchExampleFront(editor: Person, front: string, { lead, seconds }: FrontPins, ids: Ids) {
  const { layout } = await getStoredFront(front);
  const [top, second] = layout.containers;
  const below = second ?? containerSchema.parse({ id: newId(), arrangement: "row", rule: { from: "newest" } });
  if (!top) return;
  const edit = (change: FrontEdit) => editFront(editor, { front, edit: change });
  if (!second && seconds.length > 0) await edit({ kind: "add container", container: below, before: null });
  const beside = front === "front" ? 2 : 0;
  const places = [lead, ...seconds].map((key, index) => ({
    story: must(ids.stories, key),
    container: index <= beside ? top.id : below.id,
  }));
  for (const place of places) await edit({ kind: "place", ...place, before: null });
  const { version } = await getStoredFront(front);
  await launchFront(editor, { front, version, accepted: true });
}

function must<K, V>(map: ReadonlyMap<K, V>, key: K): V {
  const value = map.get(key);
  if (value === undefined) throw new Error(`The example has no ${String(key)}.`);
  return value;
}

const roles = { editor: "EDITOR", reporter: "REPORTER", contributor: "CONTRIBUTOR" } as const;

/** Accounts without a password: nobody signs in with them until an admin hands over a link. */
async function createPeople(): Promise<Map<PersonKey, Person>> {
  const staff = new Map<PersonKey, Person>();
  for (const { key, name, email, role } of people) {
    const id = newId();
    await appClient().person.create({
      data: { id, name, email, role: roles[role], state: "ACTIVE" },
      select: { id: true },
    });
    staff.set(key, { kind: "person", id, name, email, role: roles[role], sessionId: "" });
  }
  return staff;
}

async function createTaxonomy(staff: ReadonlyMap<PersonKey, Person>, pictures: ReadonlyMap<PictureKey, string>) {
  return transaction(async (tx) => {
    const facts = await factsOf(
      authors.map(({ portrait }) => must(pictures, portrait)),
      tx,
    );
    const made = {
      sections: new Map<SectionKey, string>(),
      topics: new Map<TopicKey, string>(),
      authors: new Map<AuthorKey, string>(),
    };
    for (const [position, { key, name, slug, description }] of sections.entries()) {
      const section = { id: newId(), name, slug, path: sectionPath(slug), position, description };
      await claimAddress(tx, section.path, { kind: "SECTION", id: section.id });
      await tx.section.create({ data: section, select: { id: true } });
      made.sections.set(key, section.id);
    }
    for (const { key, name, slug, description = "" } of topics) {
      const topic = { id: newId(), name, slug, description };
      await claimAddress(tx, topicPath(slug), { kind: "TOPIC", id: topic.id });
      await tx.topic.create({ data: topic, select: { id: true } });
      made.topics.set(key, topic.id);
    }
    for (const { key, name, slug, jobTitle, bio, portrait } of authors) {
      const account = people.find((person) => person.author === key);
      const personId = account ? must(staff, account.key).id : null;
      const portraitId = must(pictures, portrait);
      const portraitFacts = must(facts, portraitId);
      const author = { id: newId(), name, slug, jobTitle, bio, portraitId, portraitFacts, personId };
      await claimAddress(tx, authorPath(slug), { kind: "AUTHOR", id: author.id });
      await tx.author.create({ data: author, select: { id: true } });
      made.authors.set(key, author.id);
    }
    return made;
  });
}

/** Walks one story to its state, at the times at which it would have happened. */
async function createStory(
  story: Story,
  ids: Ids,
  staff: ReadonlyMap<PersonKey, Person>,
  editor: Person,
): Promise<void> {
  const storyId = must(ids.stories, story.key);
  const writer = must(staff, story.writtenBy);
  const now = Date.now();
  const publishedAt = story.publishedHoursAgo === undefined ? now : now - story.publishedHoursAgo * hour;
  const before = (hours: number) => new Date(publishedAt - hours * hour);
  await createStoryFrom(writer, documentOf(asFirstPublished(story), ids, paper.language), {
    id: storyId,
    at: before(3),
  });
  if (story.state === "draft") return;
  if (story.state === "spiked") return void (await spikeStory(editor, { storyId }, before(1)));
  await fileStory(writer, { storyId }, before(2));
  if (story.state === "filed") return;
  await approveStory(editor, { storyId, version: 0 }, before(0.5));
  if (story.state === "ready") return;
  await publishStory(editor, { storyId, version: 0, showUpdated: false }, new Date(publishedAt));
  if (story.updatedHoursAgo !== undefined && !story.correction) {
    await publishStory(
      editor,
      { storyId, version: 0, showUpdated: true },
      new Date(now - story.updatedHoursAgo * hour),
    );
  }
  if (story.correction) {
    const at = new Date(now - story.correction.hoursAgo * hour);
    const { note, was, now: right } = story.correction;
    const version = await save(editor, storyId, (doc) => replaceWords(doc, was, right));
    await correctStory(editor, { storyId, version, kind: "CORRECTION", note, showReplaced: true }, at);
  }
  if (story.takenDown) {
    await takeDownStory(
      editor,
      { storyId, reason: story.takenDown.reason },
      new Date(now - story.takenDown.hoursAgo * hour),
    );
  }
  if (story.pendingUpdate) await write(writer, storyId, story.pendingUpdate, ids);
}

/** Writes one page and sends it out. */
async function createPage(page: StandingPage, ids: Ids, editor: Person): Promise<void> {
  const publishedAt = Date.now() - page.publishedHoursAgo * hour;
  const begun = { of: "PAGE", at: new Date(publishedAt - hour) } as const;
  const { id } = await createStoryFrom(editor, pageDocument(page, ids, paper.language), begun);
  await publishStory(editor, { storyId: id, version: 0, showUpdated: false }, new Date(publishedAt));
}

/** Ordinary steps, saved as an editor's tab would. Returns the version of the document after them. */
async function save(person: Person, storyId: string, changed: (doc: Node) => Transform): Promise<number> {
  const { doc, version } = await transaction(async (tx) => {
    const row = await tx.story.findUniqueOrThrow({
      where: { id: storyId },
      select: { id: true, version: true, publishedRevisionId: true },
    });
    return { doc: await loadDocument(tx, row), version: row.version };
  });
  const { steps } = changed(doc);
  await saveSteps(person, {
    storyId,
    clientId: newBlockId(),
    batchId: newBlockId(),
    version,
    schemaNumber: SCHEMA_NUMBER,
    steps: steps.map((step) => step.toJSON() as Prisma.InputJsonObject),
  });
  return version + steps.length;
}

/** Work on a live story that readers do not have yet. */
const write = (writer: Person, storyId: string, update: NonNullable<Story["pendingUpdate"]>, ids: Ids) =>
  save(writer, storyId, (doc) => {
    const change = new Transform(doc);
    const headline = zoneRange(doc, "headline");
    const body = zoneRange(doc, "body");
    if (update.addBlocks && body) {
      const blocks = update.addBlocks.map((block) => documentSchema.nodeFromJSON(blockOf(block, ids)));
      change.replace(body.to, body.to, new Slice(Fragment.from(blocks), 0, 0));
    }
    if (update.headline && headline) {
      change.replaceWith(headline.from + 1, headline.to - 1, documentSchema.text(update.headline));
    }
    return change;
  });
