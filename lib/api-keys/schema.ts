import * as z from "zod";
import { presets } from "../roles/policy.ts";
import { keyDays, keyRoles, keyScopes, lackedRight, missingForSome } from "./policy.ts";

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
    /** A preset, or the id of a custom role. */
    role: z.union([z.enum(keyRoles), z.uuid()], { error: "Choose a role." }),
    scopes: z
      .array(z.enum(keyScopes))
      .min(1, { error: "Choose what the key may do." })
      .transform((scopes) => keyScopes.filter((scope) => scopes.includes(scope))),
    days: z.literal(keyDays, { error: "Choose when the key expires." }),
  })
  .superRefine(({ role, scopes }, context) => {
    const preset = keyRoles.find((each) => each === role); // a custom role is read when the key is made
    const lacking = preset && missingForSome(scopes, presets[preset].privileges);
    if (lacking) context.addIssue({ code: "custom", path: ["scopes"], message: lackedRight(lacking) });
  });
export type CreateKey = z.output<typeof createKeySchema>;

export const onlyKey = z.object({ keyId: z.uuid({ error: "This key was not found." }) });
