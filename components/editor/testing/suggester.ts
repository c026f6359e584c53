// A person whose every change is a suggestion, without a page.
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { applied, suggest } from "../suggesting/suggest.ts";
import { Desk } from "./desk.ts";

export class Suggester extends Desk {
  readonly personId: string;
  /** What could not be said as a suggestion. */
  refused = 0;
  now = Date.parse("2026-11-24T09:15:00Z");

  constructor(doc: Node, personId: string) {
    super(doc);
    this.personId = personId;
  }
  override dispatch = (tr: Transaction): void => {
    const plain = tr.docChanged && tr.getMeta("history$") === undefined;
    const made = plain ? suggest(this.state, applied(this.state, tr), this.personId, this.now) : tr;
    if (!made) this.refused++;
    else this.state = this.state.apply(made);
  };
}
