// What is opened and closed again: does the server keep anything of it?
import type { Person } from "#lib/actor.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { Browser, type OpenStream } from "./browser.ts";

const concurrency = 10;

/** Creates so many stories, and opens, edits and closes each. Resolves when all are closed. */
export async function visitStories(people: readonly Person[], origin: string, count: number): Promise<void> {
  await eachAtOnce(people, origin, count, async (browser, person) => {
    const { id } = await createReadyStory(person);
    await browser.open(`/desk/stories/${id}`);
    const stream = await browser.openStream(`?watch=${id}.0&here=${id}`);
    const tab = { storyId: id, tabId: newBlockId(), activity: "typing", place: null };
    await browser.post("/api/presence", { tabs: [tab] });
    const at = (await readDocument(id)).content.size - 1;
    const clientId = newBlockId();
    for (let version = 0; version < 5; version++) {
      const slice = { content: [{ type: "text", text: "word " }] };
      const steps = [{ stepType: "replace", from: at, to: at, slice }];
      const batch = { storyId: id, clientId, batchId: newBlockId(), version, schemaNumber: SCHEMA_NUMBER, steps };
      if (!(await browser.post("/api/steps", batch))) throw new Error("a save was refused");
    }
    await browser.post("/api/presence", { tabs: [{ ...tab, gone: true }] });
    await stream.close();
  });
}

/** Opens so many event streams, which all stay open. Each follows one of the stories. */
export async function openStreams(
  people: readonly Person[],
  origin: string,
  stories: readonly string[],
  count: number,
): Promise<OpenStream[]> {
  const open: OpenStream[] = [];
  await eachAtOnce(people, origin, count, async (browser, _person, index) => {
    const story = stories[index % stories.length];
    open.push(await browser.openStream(`?watch=${story}.0&here=${story}`));
  });
  return open;
}

async function eachAtOnce(
  people: readonly Person[],
  origin: string,
  count: number,
  act: (browser: Browser, person: Person, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    people.slice(0, concurrency).map(async (person) => {
      const browser = await Browser.of(person, origin);
      for (let index = next++; index < count; index = next++) await act(browser, person, index);
    }),
  );
}
