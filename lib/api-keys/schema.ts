import * as z from "zod";
import { editorScopes, keyDays, keyRoles, keyScopes } from "./policy.ts";

export const createKeySchema = z
  .object({
    name: z
      .string()
      .transform((name) => name.replace(/\s+/g, " ").trim())
      .pipe(
        z
          .string()
          .min(1, { error: "Enter a name, such as the program that uses the key." })
          .max(100, { error: "Use at most 100 characters." }),
      ),
    role: z.enum(keyRoles, { error: "Choose a role." }),
    scopes: z
      .array(z.enum(keyScopes))
      .min(1, { error: "Choose what the key may do." })
      .transform((scopes) => keyScopes.filter((scope) => scopes.includes(scope))),
    days: z.literal(keyDays, { error: "Choose when the key expires." }),
  })
  .refine(({ role, scopes }) => role === "EDITOR" || !scopes.some((scope) => editorScopes.includes(scope)), {
    path: ["role"],
    error: "Only an editor can publish, schedule and take down. Choose Editor, or clear these.",
  });
export type CreateKey = z.output<typeof createKeySchema>;

export const onlyKey = z.object({ keyId: z.uuid({ error: "This key was not found." }) });
