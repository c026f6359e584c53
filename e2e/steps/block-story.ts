// A published story with the kinds of blocks that the example newsroom has none of.
import { codeBlock } from "#lib/document/blocks/code/block.ts";
import { embed } from "#lib/document/blocks/embed/block.ts";
import { entry } from "#lib/document/blocks/entry/block.ts";
import { footnote } from "#lib/document/blocks/footnote/block.ts";
import { noteToEditors } from "#lib/document/blocks/note-to-editors/block.ts";
import { profile } from "#lib/document/blocks/profile/block.ts";
import { qa } from "#lib/document/blocks/qa/block.ts";
import { tableOfContents } from "#lib/document/blocks/table-of-contents/block.ts";
import { timelineEvent } from "#lib/document/blocks/timeline/block.ts";
import { paragraph, storyDocument, subheading, withFootnote } from "#lib/document/build.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { appClient } from "#lib/postgres/app.ts";
import { createStoryFrom } from "#lib/stories/creating/mutations.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { theAdmin } from "./newsroom.ts";

/** @returns its public path */
export async function publishBlockStory(section: string): Promise<string> {
  const admin = await theAdmin();
  const note = newBlockId();
  const doc = storyDocument({
    fields: { language: "en-GB", section },
    headline: "The ferry in blocks",
    standfirst: "A standfirst.",
    body: [
      tableOfContents(),
      subheading("The quay"),
      embed({ embed: "youtube:dQw4w9WgXcQ", title: "A ferry in the storm" }),
      noteToEditors("Ask the harbour master"),
      qa("When does it sail?", [paragraph("At noon.")]),
      qa("Who pays?", [paragraph("The town.")]),
      timelineEvent("1921", [paragraph("The first ferry sails.")]),
      profile({ name: "Anna Berg", role: "Pilot", blocks: [paragraph("She grew up in Leith.")] }),
      entry("Leith", [paragraph("It has a quay.")]),
      subheading("In code"),
      codeBlock('say("ahoy")'),
      paragraph(["The end.", ...withFootnote(" Or not.", note)]),
      footnote("Town archive", note),
    ],
  });
  const { id: storyId } = await createStoryFrom(admin, doc);
  await publishStory(admin, { storyId, version: 0, showUpdated: false });
  const { path } = await appClient().liveStory.findUniqueOrThrow({ where: { storyId }, select: { path: true } });
  return path;
}
