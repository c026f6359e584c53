"use server";
import { action } from "../action.ts";
import * as wires from "./mutations.ts";
import { onlySource, onlyWireItem, saveSourceSchema } from "./schema.ts";

export const saveSource = action(saveSourceSchema, (actor, input) => wires.saveSource(actor, input));
export const deleteSource = action(onlySource, wires.deleteSource);
export const takeItem = action(onlyWireItem, (actor, input) => wires.takeItem(actor, input));
