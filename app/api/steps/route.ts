import { route } from "#lib/route.ts";
import { getLog } from "#lib/stories/data.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { batchSchema, logSchema } from "#lib/stories/schema.ts";
import { recordRead } from "#lib/stories/sharing/read-mutations.ts";

export const dynamic = "force-dynamic";

/** A save where the server action cannot serve: an action that hangs, a build that changed, a tab that closes. */
export const POST = route(batchSchema, saveSteps);

/** The steps after a version. */
export const GET = route(logSchema, async (actor, { story, version }) => {
  const steps = await getLog(actor, story, version);
  await recordRead(actor, story);
  return steps;
});
