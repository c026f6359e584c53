import { announce } from "#lib/presence/mutations.ts";
import { presenceSchema } from "#lib/presence/schema.ts";
import { route } from "#lib/route.ts";

export const dynamic = "force-dynamic";

/** What a person's tabs do; at most four times a second for one browser. */
export const POST = route(
  presenceSchema,
  async (actor, news) => {
    await announce(actor, news);
    return null;
  },
  50_000,
);
