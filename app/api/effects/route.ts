import { route } from "#lib/route.ts";
import { publicHost } from "#lib/site-origin.ts";
import { findEffects } from "#lib/stories/publishing/effects-data.ts";
import { planEffects } from "#lib/stories/publishing/effects-mutations.ts";
import { effectsSchema } from "#lib/stories/publishing/effects-schema.ts";

export const dynamic = "force-dynamic";

/** Every page, feed and site map that this would change. Not an action: publishing must not wait for it in the browser's queue. */
export const POST = route(effectsSchema, async (actor, intent, request) => {
  const at = new Date();
  const tags = await planEffects(actor, intent, at);
  return findEffects(tags, { ...intent, host: publicHost(request.headers), at });
});
