import * as z from "zod";
import { privileges } from "../roles/types.ts";

export const maxRoleName = 60;

const grant = {
  name: z
    .string()
    .transform((value) => value.replace(/\s+/g, " ").trim())
    .pipe(
      z
        .string()
        .min(1, { error: "Enter a name." })
        .max(maxRoleName, { error: `Use at most ${maxRoleName} characters.` }),
    ),
  privileges: z.array(z.enum(privileges)).min(1, { error: "Choose at least one thing that the role allows." }),
  /** Null: the whole paper. */
  sections: z.array(z.uuid()).min(1, { error: "Choose at least one section." }).max(500).nullable(),
  isOwnOnly: z.boolean(),
  readsElsewhere: z.boolean(),
};

export const createRoleSchema = z.object(grant);
export type CreateRole = z.output<typeof createRoleSchema>;

const roleId = z.uuid({ error: "This role was not found." });
export const changeRoleDefinitionSchema = z.object({
  roleId,
  /** The role as the admin saw it when they began to change it. */
  seen: z.object({ ...grant, privileges: z.array(z.enum(privileges)), sections: z.array(z.uuid()).nullable() }),
  ...grant,
});
export type ChangeRoleDefinition = z.output<typeof changeRoleDefinitionSchema>;

export const deleteRoleSchema = z.object({ roleId });
export type DeleteRole = z.output<typeof deleteRoleSchema>;
