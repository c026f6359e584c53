"use server";
import { action, nothing } from "../action.ts";
import { exportRules, getSpellingWords } from "./data.ts";
import * as style from "./mutations.ts";
import {
  changeStyleRuleSchema,
  createStyleRuleSchema,
  importStyleSchema,
  onlyStyleRule,
  saveChecksSchema,
  saveSpellingSchema,
} from "./schema.ts";

export const createStyleRule = action(createStyleRuleSchema, style.createStyleRule);
export const changeStyleRule = action(changeStyleRuleSchema, style.changeStyleRule);
export const deleteStyleRule = action(onlyStyleRule, style.deleteStyleRule);
export const importStyle = action(importStyleSchema, style.importStyle);
export const exportStyle = action(nothing, async (actor) => ({ csv: await exportRules(actor) }));
export const saveChecks = action(saveChecksSchema, style.saveCheckSettings);
export const saveSpelling = action(saveSpellingSchema, style.saveSpelling);
export const readSpellingWords = action(nothing, () => getSpellingWords());
