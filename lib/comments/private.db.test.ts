import pg from "pg";
import { expect, test } from "vitest";
import { plainText } from "#lib/document/text.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory, readDocument } from "#prisma/story-factories.ts";
import { newId } from "../ids.ts";
import { appClient } from "../postgres/app.ts";
import { readerTables } from "../postgres/roles.ts";
import { connections } from "../process.ts";
import { getFeed } from "../published/feed-data.ts";
import { publishStory } from "../stories/publishing/mutations.ts";
import { getPreview } from "../stories/publishing/preview-data.ts";
import { beginThread, replyToThread } from "./mutations.ts";

test("comments are in no table behind public pages, feeds, previews or revisions", async () => {
  const editor = await createPerson("EDITOR");
  const { id } = await createReadyStory(editor);
  const threadId = newId();
  const mark = "unmistakableword";
  await beginThread(editor, { storyId: id, threadId, commentId: newId(), about: {}, text: `${mark} one` });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });
  await replyToThread(editor, { threadId, commentId: newId(), text: `${mark} two` });
  await publishStory(editor, { storyId: id, version: 0, showUpdated: true });

  const reader = new pg.Client({ connectionString: connections().reader });
  await reader.connect();
  for (const [table, columns] of Object.entries(readerTables)) {
    const list = columns === "all" ? "*" : columns.join(", ");
    const { rows } = await reader.query(`select ${list} from ${table}`);
    expect(JSON.stringify(rows), table).not.toContain(mark);
    if (table === "live_story") expect(rows.length).toBeGreaterThan(0);
  }
  await reader.end();
  expect(JSON.stringify(await getFeed(null))).not.toContain(mark);
  expect(JSON.stringify(await getPreview(editor, id))).not.toContain(mark);
  expect(plainText(await readDocument(id))).not.toContain(mark);
  expect(JSON.stringify(await appClient().revision.findMany({ where: { storyId: id } }))).not.toContain(mark);
  expect(JSON.stringify(await appClient().auditEvent.findMany({ where: { subjectId: id } }))).not.toContain(mark);
});
