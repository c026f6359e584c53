import { Plugin, type Transaction } from "@tiptap/pm/state";
import { Mapping, ReplaceStep } from "@tiptap/pm/transform";
import { giveIds, repairIds } from "#lib/document/ids.ts";
import { isReceived } from "../saving/collab.ts";

/** Gives each block that a local change creates its own id, within that change. Remote changes bring their ids. */
export const blockIds = (): Plugin =>
  new Plugin({
    appendTransaction(transactions, oldState, newState) {
      if (transactions.some(isReceived) || transactions.every(keepsBlocks)) return null;
      const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
      const repairs = repairIds(newState.doc, oldState.doc, mapping);
      if (repairs.length === 0) return null;
      const tr = newState.tr;
      giveIds(tr, repairs);
      return tr;
    },
  });

/** Whether a change adds only text, and removes nothing that goes from one block into another: then every block keeps its id. */
const keepsBlocks = ({ steps, docs }: Transaction): boolean =>
  steps.every((step, i) => {
    if (!(step instanceof ReplaceStep) || step.slice.openStart > 0 || step.slice.openEnd > 0) return false;
    if (!step.slice.content.content.every(({ isText }) => isText)) return false;
    return docs[i]?.resolve(step.from).sameParent(docs[i].resolve(step.to)) ?? false;
  });
