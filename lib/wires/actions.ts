"use server";
import { action } from "../action.ts";
import { countNewItems as countNew } from "./data.ts";
import * as wires from "./mutations.ts";
import * as ruleData from "./rule-data.ts";
import * as rules from "./rule-mutations.ts";
import {
  countNewItemsSchema,
  moveRuleSchema,
  onlyRule,
  onlySource,
  onlyWireItem,
  saveRuleSchema,
  saveSourceSchema,
} from "./schema.ts";

export const saveSource = action(saveSourceSchema, (actor, input) => wires.saveSource(actor, input));
export const deleteSource = action(onlySource, wires.deleteSource);
export const countNewItems = action(countNewItemsSchema, countNew);
export const takeItem = action(onlyWireItem, (actor, input) => wires.takeItem(actor, input));
export const saveRule = action(saveRuleSchema, rules.saveRule);
export const deleteRule = action(onlyRule, rules.deleteRule);
export const moveRule = action(moveRuleSchema, rules.moveRule);
export const tryRule = action(saveRuleSchema, ruleData.tryRule);
