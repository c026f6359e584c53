import * as z from "zod";
import { deliveredEvents } from "../audit/policy.ts";

const webhookId = z.uuid({ error: "This webhook was not found." });

export const saveWebhookSchema = z.object({
  /** Null: a new one. */
  webhookId: webhookId.nullable(),
  name: z
    .string()
    .transform((name) => name.replace(/\s+/g, " ").trim())
    .pipe(z.string().min(1, { error: "Enter a name." }).max(100, { error: "Use at most 100 characters." })),
  url: z
    .string()
    .trim()
    .max(2_000, { error: "Use at most 2,000 characters." })
    .pipe(z.url({ protocol: /^https?$/, error: "Enter a URL that begins with https://" })),
  events: z.array(z.enum(deliveredEvents)).min(1, { error: "Choose at least one event." }),
  sectionIds: z.array(z.uuid()).max(200),
});
export type SaveWebhook = z.output<typeof saveWebhookSchema>;

export const onlyWebhook = z.object({ webhookId });
export const enableSchema = z.object({ webhookId, isEnabled: z.boolean() });
export const onlyDelivery = z.object({ deliveryId: z.uuid({ error: "This delivery was not found." }) });
