"use server";
import { action } from "../action.ts";
import { countNewItems as countNew, listWire } from "./data.ts";
import * as wires from "./mutations.ts";
import * as origins from "./origin-data.ts";
import * as ruleData from "./rule-data.ts";
import * as rules from "./rule-mutations.ts";
import {
  countNewItemsSchema,
  getOriginsSchema,
  itemAndStory,
  moveRuleSchema,
  onlyRule,
  onlySource,
  onlyWireItem,
  saveRuleSchema,
  saveSourceSchema,
  searchWireSchema,
} from "./schema.ts";
import * as takes from "./take-mutations.ts";

export const saveSource = action(saveSourceSchema, (actor, input) => wires.saveSource(actor, input));
export const deleteSource = action(onlySource, wires.deleteSource);
export const countNewItems = action(countNewItemsSchema, countNew);
export const searchWire = action(searchWireSchema, async (actor, { q }) => (await listWire(actor, { q }, 20)).rows);
export const getOrigins = action(getOriginsSchema, origins.getOrigins);
export const takeItem = action(onlyWireItem, (actor, input) => takes.takeItem(actor, input));
export const addToStory = action(itemAndStory, (actor, input) => takes.addToStory(actor, input));
export const takeBlocks = action(itemAndStory, (actor, input) => takes.takeBlocks(actor, input));
export const saveRule = action(saveRuleSchema, rules.saveRule);
export const deleteRule = action(onlyRule, rules.deleteRule);
export const moveRule = action(moveRuleSchema, rules.moveRule);
export const tryRule = action(saveRuleSchema, ruleData.tryRule);
