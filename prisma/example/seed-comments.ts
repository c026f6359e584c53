import type { Node } from "@tiptap/pm/model";
import type { Person } from "#lib/actor.ts";
import { mentionOf } from "#lib/comments/mention-schema.ts";
import { beginThread, replyToThread, resolveThread } from "#lib/comments/mutations.ts";
import { newId } from "#lib/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { loadDocument } from "#lib/stories/document.ts";
import { conversations } from "./comments.ts";
import type { PersonKey } from "./types.ts";

const hour = 3_600_000;

/** Lets the people of the example talk about their stories. */
export async function seedComments(
  storyIds: ReadonlyMap<string, string>,
  staff: ReadonlyMap<PersonKey, Person>,
): Promise<void> {
  const person = (key: string): Person => {
    const found = staff.get(key as PersonKey);
    if (!found) throw new Error(`The example has no ${key}.`);
    return found;
  };
  const now = Date.now();
  const before = (hours: number) => new Date(now - hours * hour);
  for (const { story: key, on, said, resolved } of conversations) {
    const story = await appClient().story.findUniqueOrThrow({
      where: { id: storyIds.get(key) ?? "" },
      select: { id: true, version: true, publishedRevisionId: true },
    });
    const place = placeOf(await loadDocument(appClient(), story), on);
    const threadId = newId();
    for (const [i, { by, text: written, hoursAgo }] of said.entries()) {
      const text = written.replace(/@\{(\w+)\}/g, (_match, name: string) => mentionOf(person(name)));
      const comment = { threadId, commentId: newId(), text };
      const about = { version: story.version, ...place, quote: on };
      if (i === 0) await beginThread(person(by), { storyId: story.id, about, ...comment }, before(hoursAgo));
      else await replyToThread(person(by), comment, before(hoursAgo));
    }
    if (resolved) await resolveThread(person(resolved.by), { threadId }, before(resolved.hoursAgo));
  }
}

function placeOf(doc: Node, words: string): { from: number; to: number } {
  let from = -1;
  doc.descendants((node, pos) => {
    if (!node.isTextblock || from >= 0) return from < 0;
    const at = node.textBetween(0, node.content.size, "\n", "\n").indexOf(words);
    if (at >= 0) from = pos + 1 + at;
    return false;
  });
  if (from < 0) throw new Error(`The example has no “${words}”.`);
  return { from, to: from + words.length };
}
