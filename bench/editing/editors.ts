// Writers without a page: the product's own loop and plugins, a network with weather, and hands that do anything.
import { history, redo, undo } from "@tiptap/pm/history";
import { type Node, Slice } from "@tiptap/pm/model";
import { EditorState, TextSelection, type Transaction } from "@tiptap/pm/state";
import { collab } from "#components/editor/saving/collab.ts";
import type { Doors } from "#components/editor/saving/doors.ts";
import { StoryLoop } from "#components/editor/saving/loop.ts";
import { blockIds } from "#components/editor/writing/ids.ts";
import { storyKeys } from "#components/editor/writing/story-keys.ts";
import type { Person } from "#lib/actor.ts";
import { newBlockId } from "#lib/document/ids.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { FieldStep } from "#lib/document/steps.ts";
import { newId } from "#lib/ids.ts";
import type { Ledger } from "./ledger.ts";

/** Shares of requests that are lost before they arrive, whose answer is lost, that arrive twice; longest delay in ms. */
export type Weather = { lost: number; deaf: number; twice: number; delay: number };

const offline = { ok: false, code: "OFFLINE" } as const;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The ways to a node, through the weather. `address` is asked anew each time: a dead node is replaced. */
function doorsTo(address: () => string, actor: Person, weather: () => Weather, random: () => number): Doors {
  const headers = { "x-actor": JSON.stringify(actor), "content-type": "application/json" };
  const ask = async (path: string, body?: string): Promise<never> => {
    const today = weather();
    await pause(random() * today.delay);
    if (random() < today.lost) return offline as never;
    const send = async () => {
      const init = body === undefined ? { headers } : { method: "POST", headers, body };
      const answer = await fetch(`${address()}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
      return (await answer.json()) as never;
    };
    try {
      if (random() < today.twice)
        void pause(random() * today.delay * 4)
          .then(send, () => {})
          .catch(() => {}); // comes again, late
      const answer = await send();
      await pause(random() * today.delay);
      return random() < today.deaf ? (offline as never) : answer;
    } catch {
      return offline as never;
    }
  };
  return {
    save: (batch) => ask("/steps", JSON.stringify(batch)),
    fetchLog: (story, version) => ask(`/steps?story=${story}&version=${version}`),
    beacon: () => false,
    retry: () => {},
    listen(story, version, heard) {
      let ended = false;
      const stop = new AbortController();
      const listen = async () => {
        while (!ended) {
          try {
            const answer = await fetch(`${address()}/events?story=${story}&version=${version()}`, {
              headers,
              signal: stop.signal,
            });
            heard.open();
            let text = "";
            const decoder = new TextDecoder();
            for await (const chunk of answer.body ?? []) {
              text += decoder.decode(chunk as Uint8Array, { stream: true });
              const lines = text.split("\n");
              text = lines.pop() ?? "";
              for (const line of lines) {
                if (line === "") continue;
                const { event, data } = JSON.parse(line);
                if (random() < weather().lost) continue; // an event that never comes: the next one shows the gap
                if (event === "steps") heard.steps(data);
              }
            }
          } catch {
            // the node is gone
          }
          heard.broken();
          await pause(100);
        }
      };
      void listen();
      return () => {
        ended = true;
        stop.abort();
      };
    },
  };
}

export class Writer {
  state: EditorState;
  readonly loop: StoryLoop;
  readonly kept: string[] = [];
  fieldsOffered = 0;
  acts = 0;
  readonly #random: () => number;
  readonly #ledger: Ledger;

  constructor(given: {
    storyId: string;
    doc: Node;
    version: number;
    actor: Person;
    address: () => string;
    weather: () => Weather;
    random: () => number;
    ledger: Ledger;
  }) {
    this.#random = given.random;
    this.#ledger = given.ledger;
    this.state = EditorState.create({
      schema: documentSchema,
      doc: given.doc,
      plugins: [blockIds(), history({ depth: 500 }), collab(given.version)],
    });
    this.loop = new StoryLoop(this, {
      storyId: given.storyId,
      personId: given.actor.id,
      clientId: newId(),
      doors: doorsTo(given.address, given.actor, given.weather, given.random),
      savedAt: "",
      onKept: (kept) => this.kept.push(...kept.map(({ text }) => text)),
      onLostField: () => this.fieldsOffered++,
    });
    this.loop.listen();
  }
  dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr);
    this.loop.noticed(tr);
  };

  #below(most: number): number {
    return Math.floor(this.#random() * most);
  }
  #caret(): void {
    const blocks: { from: number; size: number }[] = [];
    this.state.doc.descendants((node, pos) => {
      if (node.isTextblock) blocks.push({ from: pos + 1, size: node.content.size });
      return !node.isTextblock;
    });
    const block = blocks[this.#below(blocks.length)];
    if (!block) return;
    const at = block.from + this.#below(block.size + 1);
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, at)));
  }
  #words(most: number): string {
    return Array.from({ length: 1 + this.#below(most) }, () => this.#ledger.sign()).join("");
  }
  #key(name: string): void {
    storyKeys[name]?.(this.state, this.dispatch);
  }

  /** One thing that a hand does, at a random place. */
  act(): void {
    this.acts++;
    const before = this.state.doc.textContent;
    const choice = this.#random();
    if (choice < 0.12) undo(this.state, this.dispatch);
    else if (choice < 0.15) redo(this.state, this.dispatch);
    else if (choice < 0.2) this.#setField();
    else {
      this.#caret();
      const { selection, doc } = this.state;
      if (choice < 0.52) this.dispatch(this.state.tr.insertText(this.#words(3)));
      else if (choice < 0.66) {
        const to = Math.min(doc.content.size, selection.$from.end(), selection.from + 1 + this.#below(8));
        if (to > selection.from) this.dispatch(this.state.tr.delete(selection.from, to));
      } else if (choice < 0.76) this.#key("Enter");
      else if (choice < 0.86) this.#joinBackwards();
      else if (choice < 0.9) this.#list();
      else if (choice < 0.94) this.#deleteAcross();
      else this.#paste();
    }
    this.#ledger.noticed(before, this.state.doc.textContent);
  }

  #joinBackwards(): void {
    const { $from } = this.state.selection;
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, $from.start())));
    this.#key("Backspace");
  }
  /** A selection of two or three blocks and one key. */
  #deleteAcross(): void {
    const { $from } = this.state.selection;
    if ($from.depth !== 1 || $from.parent.type.name !== "paragraph") return;
    const to = Math.min(this.state.doc.content.size - 1, $from.pos + 4 + this.#below(30));
    const $to = this.state.doc.resolve(to);
    if (!$to.parent.isTextblock || $to.depth !== 1 || $to.parent.type.name !== "paragraph") return;
    this.dispatch(this.state.tr.setSelection(TextSelection.create(this.state.doc, $from.pos, to)).deleteSelection());
  }
  #list(): void {
    const { $from } = this.state.selection;
    if ($from.depth === 1 && $from.parent.type.name === "paragraph") {
      const { bulletList, listItem } = documentSchema.nodes;
      const range = $from.blockRange();
      if (!range || !bulletList || !listItem) return;
      this.dispatch(
        this.state.tr.wrap(range, [
          { type: bulletList, attrs: { id: newBlockId() } },
          { type: listItem, attrs: { id: newBlockId() } },
        ]),
      );
    } else this.#key(this.#random() < 0.5 ? "Tab" : "Shift-Tab");
  }
  #paste(): void {
    const { $from } = this.state.selection;
    if ($from.depth !== 1 || $from.parent.type.name !== "paragraph") return;
    const paragraphs = [0, 1].map(() =>
      documentSchema.node("paragraph", { id: newBlockId() }, documentSchema.text(this.#words(4))),
    );
    const doc = documentSchema.node("doc", null, [
      documentSchema.node("headline"),
      documentSchema.node("standfirst"),
      ...paragraphs,
    ]);
    this.dispatch(this.state.tr.replaceSelection(new Slice(doc.content.cut(4), 1, 1)).setMeta("paste", true));
  }
  #setField(): void {
    const before = String(this.state.doc.attrs.seoTitle ?? "");
    this.dispatch(this.state.tr.step(new FieldStep(null, "seoTitle", before, `Title ${this.#below(1_000_000)}`)));
  }
}
