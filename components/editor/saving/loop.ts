// The saving loop: sends local steps, applies others' steps, and repeats until both sides agree.
import type { Node } from "@tiptap/pm/model";
import type { EditorState, Transaction } from "@tiptap/pm/state";
import { Mapping, Step } from "@tiptap/pm/transform";
import type { Unsent } from "#components/newsroom/unsent/unsent-store.ts";
import { blockIdAt } from "#lib/document/anchors.ts";
import { toJson } from "#lib/document/build.ts";
import { giveIds, repairIds } from "#lib/document/ids.ts";
import type { NodeJson } from "#lib/document/json.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import type { Failure } from "#lib/errors.ts";
import { newId } from "#lib/ids.ts";
import type { Here } from "#lib/presence/types.ts";
import type { Batch, NewStoryFacts } from "#lib/stories/schema.ts";
import type { Log, StoryStatus } from "#lib/stories/types.ts";
import { collabOf, confirmedDoc, isReceived, leaveAsItIs, type Unconfirmed } from "./collab.ts";
import { type Kept, keptFrom } from "./kept.ts";
import { type LostField, lostFields } from "./lost-field.ts";
import { isAboutContent, Narrowing } from "./narrowing.ts";
import { batchSteps, changeCount, changesOf, nextSteps, originsOf, stepJson } from "./queue.ts";
import { receive, type StepSender } from "./receive.ts";
import { refusalSentence } from "./refusal-words.ts";
import { type SaveState, sameState } from "./save-state.ts";
import { noteServerTime } from "./server-clock.ts";
import type { Answer, ServerRequests } from "./server-requests.ts";
import { setAside } from "./set-aside.ts";
import { continueEvent } from "./undo-events.ts";

/** The editor, or a bare state when a queue is sent without one. */
export type LoopHost = { readonly state: EditorState; dispatch: (tr: Transaction) => void };

/** Why the server refused a change, and the block that is now in its position. */
type Refusal = { sentence: string; blockAt: (pos: number) => string };

export type LoopOptions = {
  storyId: string;
  personId: string;
  clientId: string;
  doors: ServerRequests;
  /** Stores unsent steps; without it nothing is stored. */
  store?: { put: (make: () => Unsent | null) => Promise<void>; readonly works: boolean };
  savedAt: string;
  /** Set for a story that the server may not have yet: the first batch creates it. */
  creates?: NewStoryFacts | undefined;
  /** Called once the server has the new story. */
  onCreated?: () => void;
  onSaveState?: (state: SaveState) => void;
  onStatus?: (status: StoryStatus) => void;
  /** Called when anybody, this person included, changed the story's status; most such changes create a revision. */
  onNews?: () => void;
  onKept?: (kept: Kept[]) => void;
  onLostField?: (field: LostField) => void;
  /** Called when a change was removed from the story because the server refuses it. Its text goes to `onKept`. */
  onRefused?: (sentence: string) => void;
  /** Called before the next steps of the log are applied, so that positions of version `from` can be mapped. */
  onLog?: (from: number, steps: readonly Step[]) => void;
  /** Called before steps are sent; false if they must wait. `leaving`: the page closes, so this is the last chance. */
  readyToSend?: (confirmed: Node, leaving: boolean) => boolean;
  onComments?: () => void;
  onPresence?: (here: Here[]) => void;
};

/** Milliseconds after the last key, and at most while typing continues. */
const pause = 500;
const maxPause = 2_000;
const firstRetry = 1_000;
const maxRetry = 30_000;
/** The whole document is stored again only after this many steps, not after every save. */
const baseSteps = 200;

export class StoryLoop {
  #state: SaveState;
  readonly #host: LoopHost;
  readonly #o: LoopOptions;
  /** The confirmed document. */
  #confirmed: Node;
  /** The base of the record: an earlier confirmed document, and the log's steps since then. */
  #base: { doc: NodeJson; since: unknown[] } | null = null;
  /** The batch that was sent without a response. It is resent unchanged, because it may have arrived. */
  #batch: Batch | null = null;
  #busy = false;
  #pulling = false;
  #closed = false;
  #merged = false;
  #delay = 0;
  #dirtySince = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #due = 0;
  #hangUp: (() => void) | null = null;
  #isListening = false;
  /** The person confirmed that all of a long text is to be deleted. */
  #emptying = false;
  /** Set until the server is known to have the story. */
  #creates: NewStoryFacts | undefined;
  readonly #narrowing = new Narrowing();

  constructor(host: LoopHost, options: LoopOptions) {
    this.#host = host;
    this.#o = options;
    this.#creates = options.creates;
    this.#confirmed = confirmedDoc(host.state);
    this.#state = { kind: "saved", at: options.savedAt };
    if (this.#unconfirmed.length > 0) this.#changed();
  }

  get state(): SaveState {
    return this.#state;
  }
  /** The log begins later than this text, so the text can neither be sent nor updated any more. */
  get isGone(): boolean {
    return this.#state.kind === "refused" && this.#state.code === "LOG_GONE";
  }
  get hasUnsent(): boolean {
    return this.#unconfirmed.length > 0;
  }
  get #unconfirmed(): readonly Unconfirmed[] {
    return collabOf(this.#host.state).unconfirmed;
  }
  get #version(): number {
    return collabOf(this.#host.state).version;
  }

  /** Must be called for every transaction of the host. */
  noticed(tr: Transaction): void {
    if (tr.docChanged && !isReceived(tr)) this.#changed();
  }

  #changed(): void {
    void this.#keep();
    const now = Date.now();
    this.#dirtySince ||= now;
    const { kind } = this.#state;
    if (kind === "saved") this.#say({ kind: "saving" });
    else if (kind !== "saving") this.#say(this.#counted(this.#state));
    // After a failure, typing does not bring the next attempt forward; after a refusal it may, because it can fix the cause.
    if (this.#delay > 0) this.#later(this.#delay);
    else this.#later(Math.min(pause, Math.max(0, this.#dirtySince + maxPause - now)), true);
  }

  /** Schedules the next save; `again` reschedules it, otherwise the earlier time counts. */
  #later(ms: number, again = false): void {
    const due = Date.now() + ms;
    if (this.#closed || (this.#timer !== undefined && !again && this.#due <= due)) return;
    clearTimeout(this.#timer);
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.flush();
    }, ms);
  }

  #say(state: SaveState): void {
    if (sameState(state, this.#state)) return;
    this.#state = state;
    this.#o.onSaveState?.(state);
  }
  #counted<S extends SaveState>(state: S): S {
    return "changes" in state
      ? { ...state, changes: this.#unconfirmed.length, kept: this.#o.store?.works ?? false }
      : state;
  }

  #keep(): Promise<void> {
    return this.#o.store?.put(() => this.#record()) ?? Promise.resolve();
  }
  #record(): Unsent | null {
    const steps = this.#unconfirmed;
    if (steps.length === 0) return null;
    if (!this.#base || this.#base.since.length > baseSteps) this.#base = { doc: toJson(this.#confirmed), since: [] };
    return {
      clientId: this.#o.clientId,
      storyId: this.#o.storyId,
      personId: this.#o.personId,
      schemaNumber: SCHEMA_NUMBER,
      version: this.#version,
      doc: this.#base.doc,
      since: [...this.#base.since], // copied, because the record is encrypted later, when more steps may have arrived
      steps: steps.map(({ step }) => stepJson(step)),
      changes: changesOf(steps),
      written: [...collabOf(this.#host.state).written],
      creates: this.#creates,
    };
  }

  /** Two people may each have moved or restored one block: the one whose change is unsent gives it a new id before sending. */
  #repairMerged(): void {
    if (!this.#merged) return;
    this.#merged = false;
    const mapping = new Mapping(this.#unconfirmed.map(({ step }) => step.getMap()));
    const repairs = repairIds(this.#host.state.doc, this.#confirmed, mapping);
    if (repairs.length === 0) return;
    const tr = leaveAsItIs(this.#host.state.tr).setMeta("addToHistory", false);
    giveIds(tr, repairs);
    this.#host.dispatch(tr);
  }

  #nextBatch(): Batch | null {
    if (this.#batch?.version === this.#version) return this.#batch;
    this.#repairMerged();
    const steps = nextSteps(this.#unconfirmed, this.#narrowing.span);
    this.#batch =
      steps.length === 0
        ? null
        : {
            storyId: this.#o.storyId,
            clientId: this.#o.clientId,
            batchId: newId(),
            version: this.#version,
            schemaNumber: SCHEMA_NUMBER,
            steps: steps.map(({ step }) => stepJson(step)),
            ...originsOf(steps),
            emptying: this.#emptying,
            ...(this.#creates ? { creates: this.#creates } : {}),
          };
    return this.#batch;
  }

  /** Sends unsent steps. One batch at a time; safe to call at any moment. */
  async flush(): Promise<void> {
    if (this.#busy || this.#closed) return;
    if (this.#o.readyToSend?.(this.#confirmed, false) === false) {
      this.#later(pause);
      return;
    }
    const batch = this.#nextBatch();
    if (!batch) return;
    this.#busy = true;
    this.#dirtySince = 0;
    try {
      // The record must contain a batch before it is sent, so that a tab that crashes now finds its own steps in the log.
      await this.#keep();
      if (this.#state.kind === "saved") this.#say({ kind: "saving" });
      const answer = await this.#o.doors.save(batch);
      if (this.#closed) return;
      if (!answer.ok) return (await this.#mended(batch, answer)) ? undefined : this.#failed(answer);
      this.#delay = 0;
      this.#batch = null;
      const saved = answer.data;
      if (saved.kind === "stale") this.#narrowing.reset();
      else this.#narrowing.took(changeCount(this.#unconfirmed.slice(0, batch.steps.length)));
      if (saved.kind === "saved") this.#emptying = false;
      if (saved.kind === "saved" && !saved.repeated) noteServerTime(saved.at);
      if (saved.kind === "stale") await this.#receiveAll(saved.log);
      else if (saved.repeated) await this.#pull();
      else {
        this.#receive({
          from: batch.version,
          version: saved.version,
          steps: batch.steps,
          clientIds: batch.steps.map(() => this.#o.clientId),
          personIds: batch.steps.map(() => this.#o.personId),
        });
      }
      this.created();
      if (saved.kind === "saved") this.#o.onStatus?.(saved.status);
      if (this.hasUnsent) {
        this.#say({ kind: "saving" });
        this.#later(saved.kind === "stale" || batch.steps.length >= batchSteps ? 0 : pause);
      } else this.#say({ kind: "saved", at: saved.kind === "saved" ? saved.at : new Date().toISOString() });
    } finally {
      this.#busy = false;
    }
  }

  /** Sends until nothing is unsent; false if that failed or took longer than `patience` milliseconds. */
  async flushAll(patience = 20_000): Promise<boolean> {
    const end = Date.now() + patience;
    while (this.hasUnsent && Date.now() < end) {
      if (this.#busy) await new Promise((resolve) => setTimeout(resolve, 50));
      else await this.flush();
      if (this.#state.kind !== "saving" && this.#state.kind !== "saved") return false;
    }
    return !this.hasUnsent;
  }

  /** Finds the refused change in a batch and sets it aside. False: the batch has to wait. */
  async #mended(batch: Batch, answer: Failure | { ok: false; code: "OFFLINE" }): Promise<boolean> {
    if (answer.code === "OFFLINE") return false;
    const changes = changeCount(this.#unconfirmed.slice(0, batch.steps.length));
    const next = this.#narrowing.refused(answer, changes, changeCount(this.#unconfirmed));
    if (next === "wait") return false;
    if (next === "aside") {
      // A server that refuses everything says nothing about this change.
      if (!isAboutContent(answer) && !(await this.#o.doors.fetchLog(this.#o.storyId, this.#version)).ok) return false;
      if (this.#closed) return true;
      this.#setAside(refusalSentence(answer));
    }
    this.#batch = null;
    this.#delay = 0;
    if (this.hasUnsent) this.#later(0, true);
    else this.#say({ kind: "saved", at: new Date().toISOString() });
    return true;
  }

  /** Takes the first change of the queue out of the story; its words are kept aside. */
  #setAside(refusal: string): void {
    const before = this.#host.state;
    const count = nextSteps(this.#unconfirmed, { changes: 1, steps: 1 }).length;
    const { tr, lost } = setAside(before, count);
    this.#narrowing.reset();
    this.#host.dispatch(tr);
    this.#report(before, lost, null, { sentence: refusal, blockAt: (pos) => blockIdAt(tr.doc, tr.mapping.map(pos)) });
    this.#o.onRefused?.(refusal);
    void this.#keep();
  }

  #failed(answer: Failure | { ok: false; code: "OFFLINE" }): void {
    const changes = this.#unconfirmed.length;
    const kept = this.#o.store?.works ?? false;
    const { code } = answer;
    // Busy and unexpected may pass; a batch that may have arrived goes out again as it was.
    if (code === "OFFLINE") this.#say({ kind: "offline", changes, kept });
    else if (code === "BUSY") this.#say({ kind: "offline", changes, kept, isBusy: true });
    else if (code === "SIGNED_OUT") this.#say({ kind: "signed-out", changes, kept });
    else {
      const sentence = answer.code === "DOCUMENT_REFUSED" ? (answer.detail?.sentence ?? null) : null;
      const empties = answer.code === "DOCUMENT_REFUSED" && answer.detail?.reason === "EMPTIES";
      this.#say({ kind: "refused", code, sentence, empties, changes, kept });
      if (code !== "UNEXPECTED") this.#batch = null; // what is typed next may mend it
    }
    this.#delay = Math.min(maxRetry, this.#delay * 2 || firstRetry);
    if (code === "OFFLINE" || code === "BUSY" || code === "SIGNED_OUT" || code === "UNEXPECTED")
      this.#later(this.#delay);
  }

  /** Tries again at once: the network is back, the person signed in again or asked for it, or may edit again. */
  retry(): void {
    this.#delay = 0;
    if (this.hasUnsent) this.#later(0, true);
    if (this.#state.kind !== "saved" && this.#state.kind !== "saving") this.#o.doors.retry();
  }

  /** Sends what was refused because it takes out all of a long text: the person means it. */
  confirmEmptying(): void {
    this.#emptying = true;
    this.#batch = null;
    this.retry();
  }

  /** Takes the log in. What it lacks before is fetched; what is known is skipped. */
  #receive(log: Log): void {
    const skip = this.#version - log.from;
    if (skip < 0) {
      void this.#pull();
      return;
    }
    const { schema } = this.#host.state;
    const news = log.steps.slice(skip);
    this.#base?.since.push(...news);
    let steps = news.map((json) => Step.fromJSON(schema, json));
    let senders = log.clientIds
      .map((clientId, index): StepSender => ({ clientId, personId: log.personIds[index] ?? null }))
      .slice(skip);
    while (steps.length > 0) {
      const before = this.#host.state;
      const { tr, lost, leftover, taken } = receive(before, steps, senders, this.#o);
      for (const step of steps.slice(0, taken)) this.#confirmed = step.apply(this.#confirmed).doc ?? this.#confirmed;
      this.#o.onLog?.(collabOf(before).version, steps.slice(0, taken));
      this.#merged ||= tr.docChanged && collabOf(before).unconfirmed.length > 0;
      this.#host.dispatch(tr);
      if (lost.length > 0) this.#report(before, lost, senders[taken - 1]?.personId ?? null);
      if (leftover.length > 0) {
        const rest = continueEvent(leaveAsItIs(this.#host.state.tr));
        for (const { from, to } of leftover.toReversed()) rest.delete(from, to);
        this.#host.dispatch(rest);
      }
      steps = steps.slice(taken);
      senders = senders.slice(taken);
    }
    void this.#keep();
  }

  #report(before: EditorState, lost: readonly Unconfirmed[], personId: string | null, refusal?: Refusal): void {
    const at = new Date().toISOString();
    const kept = keptFrom(before, collabOf(before).unconfirmed, lost).map(({ from, ...part }) => ({
      ...part,
      id: newId(),
      storyId: this.#o.storyId,
      personId: this.#o.personId,
      at,
      ...(refusal ? { refusal: refusal.sentence, blockId: refusal.blockAt(from) } : {}),
    }));
    if (kept.length > 0) this.#o.onKept?.(kept);
    for (const field of lostFields(lost, personId, refusal?.sentence)) this.#o.onLostField?.(field);
  }

  async #receiveAll(log: Log): Promise<void> {
    this.#receive(log);
    if (log.steps.length >= 5_000) await this.#pull();
  }

  /** Fetches what is missing, page by page. */
  async #pull(): Promise<void> {
    if (this.#pulling || this.#closed) return;
    this.#pulling = true;
    try {
      for (;;) {
        const answer: Answer<Log> = await this.#o.doors.fetchLog(this.#o.storyId, this.#version);
        if (this.#closed) return;
        if (!answer.ok && answer.code === "LOG_GONE") this.#failed(answer);
        if (!answer.ok || answer.data.steps.length === 0) return;
        const from = this.#version;
        this.#receive(answer.data);
        if (this.#version === from) return;
      }
    } finally {
      this.#pulling = false;
      this.#settle();
    }
  }

  /** After steps came in by themselves: says "saved" when they confirmed the last of ours, plans a sending otherwise. */
  #settle(): void {
    if (this.#busy || this.#closed || this.isGone) return;
    if (this.hasUnsent) this.#later(pause);
    else if (this.#state.kind !== "saved") this.#say({ kind: "saved", at: new Date().toISOString() });
  }

  /** The server has the story now, by this tab's first batch or somebody else's. */
  created(): void {
    if (!this.#creates) return;
    this.#creates = undefined;
    this.#o.onCreated?.();
    if (this.#isListening) this.listen();
  }

  /** Starts to hear what others do, as soon as the server has the story. */
  listen(): void {
    this.#isListening = true;
    if (this.#creates) return;
    this.#hangUp ??= this.#o.doors.listen(this.#o.storyId, () => this.#version, {
      steps: (log) => {
        this.#receive(log);
        this.#settle();
      },
      status: (status) => {
        // Somebody who had no access any more has it again.
        if (this.#state.kind === "refused" && this.#state.code === "NOT_FOUND") this.#settle();
        this.#o.onStatus?.(status);
        this.#o.onNews?.();
      },
      comments: () => this.#o.onComments?.(),
      presence: (here) => this.#o.onPresence?.(here),
      gone: (code) => {
        if (code === "SIGNED_OUT" || code === "SUSPENDED" || code === "LOG_GONE" || code === "NOT_FOUND")
          this.#failed({ ok: false, code });
      },
      open: () => {
        if (this.#closed) return;
        if (!this.hasUnsent) this.#settle();
        else if (this.#state.kind === "offline" || this.#state.kind === "signed-out") this.retry();
      },
      broken: () => {},
    });
  }

  /** The last words of a page that closes; what does not get through is in the record. */
  lastWords(): void {
    if (this.#o.readyToSend?.(this.#confirmed, true) === false) return;
    const batch = this.#nextBatch();
    if (!batch) return;
    void this.#keep();
    this.#o.doors.beacon(batch);
    // What was typed since that batch went out; it is taken when the batch arrives first and nobody else came between.
    const rest = this.#unconfirmed.slice(batch.steps.length);
    if (rest.length === 0) return;
    this.#o.doors.beacon({
      ...batch,
      batchId: newId(),
      version: batch.version + batch.steps.length,
      steps: rest.map(({ step }) => stepJson(step)),
      ...originsOf(rest),
    });
  }

  /** Ends the loop; what is unsent stays in the record. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#hangUp?.();
  }
}
