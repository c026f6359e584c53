// The real server, in which an editor withdraws a picture on a message of the parent. Started with fork().
import type { Person } from "#lib/actor.ts";
import { withdrawPicture } from "#lib/picture-desk/mutations.ts";
import { type Connections, shared } from "#lib/process.ts";
import { readSettings } from "#lib/settings.ts";
import { serve } from "../../server.ts";

export type WithdrawalOrder = { connections: Connections; data: string; editor: Person };
export type WithdrawalAnswer = { port: number } | { storyCount: number; erasure: unknown };

const { connections, data, editor } = JSON.parse(process.argv[2] ?? "") as WithdrawalOrder;
const state = shared();
state.settings = readSettings({ GALLEY_DATA: data, GALLEY_LOG: "error", PORT: "0", HOST: "127.0.0.1" });
state.secret = "a secret for the bench, of enough characters";
state.connections = connections;

const reply = (answer: WithdrawalAnswer) => process.send?.(answer);
process.on("message", async ({ pictureId }: { pictureId: string }) =>
  reply(await withdrawPicture(editor, { pictureId, reason: "The agency asked us to." })),
);
process.on("disconnect", () => process.exit(0));
const { port } = await serve({ dev: false, say: () => {} });
reply({ port });
