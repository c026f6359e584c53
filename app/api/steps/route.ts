import { route } from "#lib/route.ts";
import { getLog } from "#lib/stories/data.ts";
import { saveSteps } from "#lib/stories/saving/mutations.ts";
import { batchSchema, logSchema } from "#lib/stories/schema.ts";

export const dynamic = "force-dynamic";

/** A save where the server action cannot serve: an action that hangs, a build that changed, a tab that closes. */
export const POST = route(batchSchema, saveSteps);

/** The steps after a version. */
export const GET = route(logSchema, (actor, { story, version }) => getLog(actor, story, version));
