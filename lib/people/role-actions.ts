"use server";
import { action } from "../action.ts";
import { changeRoleDefinition, createRole, deleteRole } from "./role-mutations.ts";
import { changeRoleDefinitionSchema, createRoleSchema, deleteRoleSchema } from "./role-schema.ts";

export const addRole = action(createRoleSchema, createRole);
export const saveRole = action(changeRoleDefinitionSchema, changeRoleDefinition);
export const removeRole = action(deleteRoleSchema, deleteRole);
