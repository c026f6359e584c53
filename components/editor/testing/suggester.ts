// People in suggestion mode, without a browser.
import type { Node } from "@tiptap/pm/model";
import type { Plugin, Transaction } from "@tiptap/pm/state";
import { suggestingPlugin } from "../suggesting/mode.ts";
import { Proposing, type ProposingView } from "../suggesting/proposing.ts";
import { Desk } from "./desk.ts";
import { type Newsroom, Reporter } from "./newsroom.ts";

const suggests = () => suggestingPlugin({ on: true, only: true }, () => {});

/** Alone with a text. */
export class Suggester extends Desk {
  readonly personId: string;
  /** Changes that could not be suggested. */
  refused = 0;
  readonly view: ProposingView;
  readonly proposing: Proposing;
  now = Date.parse("2026-11-24T09:15:00Z");
  /** Whether a composition is active. */
  composing = false;

  constructor(doc: Node, personId: string, more: readonly Plugin[] = []) {
    super(doc, 0, [suggests(), ...more]);
    this.personId = personId;
    this.view = viewOf(this, () => this.composing);
    this.proposing = new Proposing({ personId, onRefused: () => this.refused++, now: () => this.now });
    const plainly = this.dispatch;
    this.dispatch = (tr: Transaction) => this.proposing.dispatch(this.view, tr, plainly);
  }
}

function viewOf(desk: Desk, isComposing: () => boolean): ProposingView {
  return {
    get state() {
      return desk.state;
    },
    get composing() {
      return isComposing();
    },
    isDestroyed: false,
    dispatch: (tr) => desk.dispatch(tr),
  };
}

/** In a newsroom that accepts only suggestions from this person. */
export function suggesterIn(newsroom: Newsroom, personId: string): Reporter {
  newsroom.suggesters.add(personId);
  const proposing = new Proposing({ personId, onRefused: () => {} });
  const options = {
    personId,
    doors: newsroom.doors(personId),
    readyToSend: (doc: Node) => proposing.isReady(view, doc, false),
  };
  const reporter = new Reporter(newsroom, options, [suggests()]);
  const view = viewOf(reporter, () => false);
  const plainly = reporter.dispatch;
  reporter.dispatch = (tr) => proposing.dispatch(view, tr, plainly);
  return reporter;
}
