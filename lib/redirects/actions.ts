"use server";
import { action } from "../action.ts";
import { addRedirect, importRedirects, removeRedirect } from "./mutations.ts";
import { addRedirectSchema, importRedirectsSchema, removeRedirectSchema } from "./schema.ts";

export const saveRedirect = action(addRedirectSchema, addRedirect);
export const dropRedirect = action(removeRedirectSchema, removeRedirect);
export const takeInRedirects = action(importRedirectsSchema, importRedirects);
