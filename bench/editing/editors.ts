// Editors without a page: the product's own saving loop and plugins, an unreliable network, and random edits.
import type { Node } from "@tiptap/pm/model";
import { EditorState, type Transaction } from "@tiptap/pm/state";
import { collab } from "#components/editor/saving/collab.ts";
import { editHistory } from "#components/editor/saving/history.ts";
import { StoryLoop } from "#components/editor/saving/loop.ts";
import type { Answer, ServerRequests } from "#components/editor/saving/server-requests.ts";
import { TestHands } from "#components/editor/testing/hands.ts";
import type { Ledger } from "#components/editor/testing/ledger.ts";
import { blockIds } from "#components/editor/writing/ids.ts";
import type { Person } from "#lib/actor.ts";
import { documentSchema } from "#lib/document/schema.ts";
import { newId } from "#lib/ids.ts";

/** Shares of requests that are lost before they arrive, whose answer is lost, that arrive twice; longest delay in ms. */
export type Weather = { lost: number; deaf: number; twice: number; delay: number };

const offline: Answer<never> = { ok: false, code: "OFFLINE" };
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The ways to a node, through the weather. `address` is asked anew each time: a dead node is replaced. */
function doorsTo(address: () => string, actor: Person, weather: () => Weather, random: () => number): ServerRequests {
  const headers = { "x-actor": JSON.stringify(actor), "content-type": "application/json" };
  const ask = async <T>(path: string, body?: string): Promise<Answer<T>> => {
    const today = weather();
    await pause(random() * today.delay);
    if (random() < today.lost) return offline;
    const send = async () => {
      const init = body === undefined ? { headers } : { method: "POST", headers, body };
      const answer = await fetch(`${address()}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
      return (await answer.json()) as Answer<T>;
    };
    try {
      if (random() < today.twice)
        void pause(random() * today.delay * 4)
          .then(send, () => {})
          .catch(() => {}); // comes again, late
      const answer = await send();
      await pause(random() * today.delay);
      return random() < today.deaf ? offline : answer;
    } catch {
      return offline;
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
  readonly hands: TestHands;

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
    this.state = EditorState.create({
      schema: documentSchema,
      doc: given.doc,
      plugins: [blockIds(), editHistory({ depth: 500 }), collab(given.version)],
    });
    this.loop = new StoryLoop(this, {
      storyId: given.storyId,
      personId: given.actor.id,
      clientId: newId(),
      doors: doorsTo(given.address, given.actor, given.weather, given.random),
      savedAt: "",
      onKept: (kept) => {
        this.kept.push(...kept.flatMap(({ field, text }) => (field ? [] : [text])));
        this.fieldsOffered += kept.filter(({ field }) => field).length;
      },
    });
    this.loop.listen();
    this.hands = new TestHands(this, given.random, given.ledger);
  }
  dispatch = (tr: Transaction): void => {
    this.state = this.state.apply(tr);
    this.loop.noticed(tr);
  };
}
