// The real server on a paper, with an editor who publishes on each message of the parent. Started with fork().

import { appClient } from "#lib/postgres/app.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { publishStory } from "#lib/stories/publishing/mutations.ts";
import { createPerson } from "#prisma/factories.ts";
import { createReadyStory } from "#prisma/story-factories.ts";
import { serve } from "../../server.ts";

export type PublishOrder = { connections: Connections; data: string };
export type PublishAsk = "prepare" | "publish";
/** Where the server listens; that a story waits to be published, in which section; that it is out, and where. */
export type PublishAnswer = { port: number } | { section: string } | { path: string };

const { connections, data } = JSON.parse(process.argv[2] ?? "") as PublishOrder;
const state = shared();
state.settings = readSettings({ GALLEY_DATA: data, GALLEY_LOG: "error", PORT: "0", HOST: "127.0.0.1" });
state.secret = "a secret for the bench, of enough characters";
state.connections = connections;

const reply = (answer: PublishAnswer) => process.send?.(answer);
const editor = await createPerson("EDITOR");
const sections = await appClient().section.findMany({
  where: { parentId: null },
  select: { id: true, path: true },
  orderBy: { position: "asc" },
});
let count = 0;
let waiting = { id: "", version: 0 };

process.on("message", async (ask: PublishAsk) => {
  if (ask === "prepare") {
    const section = sections[count++ % sections.length];
    waiting = await createReadyStory(editor, { fields: { section: section?.id ?? "" } });
    reply({ section: section?.path ?? "" });
    return;
  }
  const { path } = await publishStory(editor, { storyId: waiting.id, version: waiting.version, showUpdated: true });
  reply({ path });
});
process.on("disconnect", () => process.exit(0));
const { port } = await serve({ dev: false, say: () => {} });
reply({ port });
