// What partners ask for, and how both addresses are described in the OpenAPI document.
import * as z from "zod";
import { newsmlType } from "../feeds/newsml.ts";
import { ninjsType } from "../feeds/ninjs.ts";
import { nitfFeedType, nitfType } from "../feeds/nitf.ts";
import { defaultFeedSize, maxFeedSize } from "../partners/policy.ts";

const limitError = `Use a number from 1 to ${maxFeedSize}.`;

export const partnerQueries = {
  feed: z.strictObject({
    since: z
      .string()
      .max(300, { error: "Take it from the link of the answer before." })
      .optional()
      .describe(
        "All changes after this place, oldest first: take it from the `Link` of the answer before. Or an instant, such as 2026-11-29T08:00:00Z. Without it, the newest changes come first.",
      ),
    limit: z
      .string()
      .regex(/^\d{1,3}$/, { error: limitError })
      .transform(Number)
      .pipe(z.int().min(1, { error: limitError }).max(maxFeedSize, { error: limitError }))
      .default(defaultFeedSize)
      .describe("Stories in one answer."),
  }),
  story: z.strictObject({}),
};

/** An address that only a partner may ask, with a key of its own. It answers in the format that was chosen for the partner. */
export type PartnerOperation = {
  /** Below the root, with names of parameters in braces. */
  path: string;
  summary: string;
  description: string;
  query: z.ZodObject;
  /** Media types of the answer by the name of the format. */
  types: Readonly<Record<"ninjs 3.0" | "NewsML-G2" | "NITF 3.6", string>>;
};

export const partnerTag = "Partner feeds";

export const partnerOperations = {
  getPartnerFeed: {
    path: "/partners/{id}/feed",
    summary: "Get the stories of a partner, with corrections and kills",
    description:
      'ninjs: an object with `items`. NewsML-G2: a `newsMessage`. NITF: an Atom feed with a document in each entry. `Link` with `rel="next"` leads to all later changes.',
    query: partnerQueries.feed,
    types: { "ninjs 3.0": ninjsType, "NewsML-G2": newsmlType, "NITF 3.6": nitfFeedType },
  },
  getPartnerStory: {
    path: "/partners/{id}/stories/{story}",
    summary: "Get a story of a partner",
    description: "A story that was taken down is answered with its kill, if the partner has fetched it before.",
    query: partnerQueries.story,
    types: { "ninjs 3.0": ninjsType, "NewsML-G2": newsmlType, "NITF 3.6": nitfType },
  },
} satisfies Record<string, PartnerOperation>;
