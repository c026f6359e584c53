"use server";
import { action } from "../action.ts";
import { changeSignInRules } from "./sign-in-rules-mutations.ts";
import { signInRulesSchema } from "./sign-in-rules-schema.ts";

export const saveSignInRules = action(signInRulesSchema, changeSignInRules);
