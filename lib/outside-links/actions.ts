"use server";
import { action } from "../action.ts";
import * as links from "./mutations.ts";
import { linksSchema } from "./schema.ts";

export const askAboutLinks = action(linksSchema, (actor, { urls }) => links.askAboutLinks(actor, urls));
