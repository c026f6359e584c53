import { Plugin } from "@tiptap/pm/state";
import { Mapping } from "@tiptap/pm/transform";
import { giveIds, repairIds } from "#lib/document/ids.ts";
import { isReceived } from "../saving/collab.ts";

/** Gives each block that a local change creates its own id, within that change. Remote changes bring their ids. */
export const blockIds = (): Plugin =>
  new Plugin({
    appendTransaction(transactions, oldState, newState) {
      if (transactions.some(isReceived) || !transactions.some((tr) => tr.docChanged)) return null;
      const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps));
      const repairs = repairIds(newState.doc, oldState.doc, mapping);
      if (repairs.length === 0) return null;
      const tr = newState.tr;
      giveIds(tr, repairs);
      return tr;
    },
  });
