// The server's side of saving in memory, with the same rules (whole batches, on the newest version only, a batch identified by
// its id), and a network that can lose requests and responses.
import type { Node } from "@tiptap/pm/model";
import type { Plugin } from "@tiptap/pm/state";
import type { Step } from "@tiptap/pm/transform";
import type { StoryListener } from "#components/newsroom/events/event-hub.ts";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { applySteps } from "#lib/document/guard.ts";
import { DocumentRefused } from "#lib/document/refused.ts";
import { signingSteps, wronglySigned } from "#lib/document/signed-suggestions.ts";
import { proposesOnly } from "#lib/document/suggestions.ts";
import { atOnce } from "#lib/document/work.ts";
import { type ErrorCode, failureOf } from "#lib/errors.ts";
import type { Batch } from "#lib/stories/schema.ts";
import type { Log, Saved, StoryStatus } from "#lib/stories/types.ts";
import { fieldsAmong, type Kept } from "../saving/kept.ts";
import { StoryLoop } from "../saving/loop.ts";
import type { LoopOptions } from "../saving/loop-options.ts";
import type { LostField } from "../saving/lost-field.ts";
import type { Answer, ServerRequests } from "../saving/server-requests.ts";
import { Desk } from "./desk.ts";

type Row = { step: unknown; clientId: string; batchId: string; personId: string };
export type Weather = "fine" | "request lost" | "answer lost";

export class Newsroom {
  doc: Node;
  rows: Row[] = [];
  closedTo: ErrorCode | null = null;
  /** People who may only suggest. */
  readonly suggesters = new Set<string>();
  /** Whether suggestions with a wrong author or time are signed anew, as on the server. */
  signs = false;
  readonly #heard = new Set<{ have: number; heard: Partial<StoryListener> }>();

  constructor(doc: Node) {
    this.doc = doc;
  }
  get version(): number {
    return this.rows.length;
  }
  get listeners(): number {
    return this.#heard.size;
  }
  log(from: number): Log {
    const rows = this.rows.slice(from);
    return {
      from,
      version: this.version,
      steps: rows.map(({ step }) => structuredClone(step)),
      clientIds: rows.map(({ clientId }) => clientId),
      personIds: rows.map(({ personId }) => personId),
    };
  }
  save(batch: Batch, personId: string): Answer<Saved> {
    const status = { version: this.version } as StoryStatus;
    const at = this.signs ? new Date().toISOString() : "2026-11-24T12:00:00.000Z";
    const known = this.rows.findLastIndex(({ batchId }) => batchId === batch.batchId);
    if (known >= 0) return { ok: true, data: { kind: "saved", version: known + 1, at, repeated: true, status } };
    if (this.closedTo) return failureOf(this.closedTo);
    if (batch.version !== this.version) return { ok: true, data: { kind: "stale", log: this.log(batch.version) } };
    try {
      const { doc, steps } = applySteps(this.doc, structuredClone(batch.steps));
      if (this.suggesters.has(personId) && !proposesOnly(this.doc, doc, personId))
        return { ok: false, code: "WRONG_STATE" };
      const sender = { personId, now: new Date(at) };
      const signing = this.signs ? signingSteps(doc, atOnce(wronglySigned(this.doc, steps, sender)), sender) : [];
      this.doc = doc;
      this.#store(steps, { clientId: batch.clientId, batchId: batch.batchId, personId });
      const { version } = this;
      this.#store(signing, { clientId: "signing.", batchId: "signing.", personId });
      for (const step of signing) this.doc = step.apply(this.doc).doc ?? this.doc;
      return { ok: true, data: { kind: "saved", version, at, status } };
    } catch (error) {
      if (!(error instanceof DocumentRefused)) throw error;
      return { ok: false, code: "DOCUMENT_REFUSED", detail: { reason: error.code, sentence: error.message } };
    }
  }
  #store(steps: readonly Step[], by: Omit<Row, "step">): void {
    for (const step of steps) this.rows.push({ step: JSON.parse(JSON.stringify(step.toJSON())), ...by });
  }
  /** Takes the story from everybody's sight, as when an assignment ends. */
  endAccess(): void {
    for (const { heard } of this.#heard) heard.gone?.("NOT_FOUND");
  }

  /** Sends the story's status to all listeners, as the server does when its database is back. */
  tellStatus(): void {
    for (const { heard } of this.#heard) heard.status?.({ version: this.version } as StoryStatus);
  }

  /** Sends new steps to all listeners; until then nobody receives them. */
  tell(): void {
    for (const listener of this.#heard) {
      const log = this.log(listener.have);
      listener.have = this.version;
      if (log.steps.length > 0) listener.heard.steps?.(log);
    }
  }
  doors(personId: string, weather: () => Weather = () => "fine"): ServerRequests {
    return {
      save: async (batch) => {
        const today = weather();
        if (today === "request lost") return { ok: false, code: "OFFLINE" };
        const answer = this.save(batch, personId);
        return today === "answer lost" ? { ok: false, code: "OFFLINE" } : answer;
      },
      fetchLog: async (_storyId, version) =>
        weather() === "fine" ? { ok: true, data: this.log(version) } : { ok: false, code: "OFFLINE" },
      beacon: (batch) => {
        this.save(batch, personId);
        return true;
      },
      listen: (_storyId, version, heard) => {
        const listener = { have: version(), heard };
        this.#heard.add(listener);
        return () => this.#heard.delete(listener);
      },
      retry: () => {},
    };
  }
}

let made = 0;

/** A person with the story open. */
export class Reporter extends Desk {
  readonly loop: StoryLoop;
  readonly clientId: string;
  record: Unsent | null = null;
  weather: Weather = "fine";
  readonly kept: string[] = [];
  readonly lostFields: LostField[] = [];
  readonly aside: Kept[] = [];

  constructor(newsroom: Newsroom, options: Partial<LoopOptions> = {}, more: readonly Plugin[] = []) {
    super(newsroom.doc, newsroom.version, more);
    made++;
    this.clientId = `client-${made}`;
    const personId = options.personId ?? `person-${made}`;
    this.loop = new StoryLoop(this, {
      storyId: "story",
      personId,
      clientId: this.clientId,
      doors: newsroom.doors(personId, () => this.weather),
      store: {
        works: true,
        put: async (make) => {
          const record = make();
          this.record = record && structuredClone(record);
        },
      },
      savedAt: "2026-11-24T11:00:00.000Z",
      onKept: (kept) => {
        this.aside.push(...kept);
        this.kept.push(...kept.flatMap(({ field, text }) => (field ? [] : [text])));
        this.lostFields.push(...fieldsAmong(kept));
      },
      ...options,
    });
    this.onTransaction = (tr) => this.loop.noticed(tr);
    this.loop.listen();
  }
}
