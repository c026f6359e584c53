// The saving loop: sends local steps, applies others' steps, and repeats until both sides agree.
import type { Node } from "@tiptap/pm/model";
import type { Transaction } from "@tiptap/pm/state";
import { Mapping, Step } from "@tiptap/pm/transform";
import { giveIds, repairIds } from "#lib/document/ids.ts";
import { SCHEMA_NUMBER } from "#lib/document/schema.ts";
import { EarliestTimer } from "#lib/earliest-timer.ts";
import { newId } from "#lib/ids.ts";
import type { Batch, NewStoryFacts } from "#lib/stories/schema.ts";
import type { Log } from "#lib/stories/types.ts";
import { collabOf, confirmedDoc, isReceived, leaveAsItIs, type Unconfirmed } from "./collab.ts";
import type { LoopHost, LoopOptions } from "./loop-options.ts";
import { isAboutContent, Narrowing } from "./narrowing.ts";
import { batchSteps, changeCount, nextSteps, originsOf, stepJson } from "./queue.ts";
import { receive, type StepSender } from "./receive.ts";
import { refusalSentence } from "./refusal-words.ts";
import { reportLost, reportSetFields } from "./report-lost.ts";
import { isTemporary, type SaveFailure, type SaveState, sameState, stateAfterFailure } from "./save-state.ts";
import { noteServerTime } from "./server-clock.ts";
import type { Answer } from "./server-requests.ts";
import { setAside } from "./set-aside.ts";
import { continueEvent } from "./undo-events.ts";
import { UnsentRecord } from "./unsent-record.ts";

/** From the last key to the save, and at most while typing continues. */
const pauseMs = 500;
const maxPauseMs = 2_000;
const firstRetryMs = 1_000;
const maxRetryMs = 30_000;

export class StoryLoop {
  #state: SaveState;
  readonly #host: LoopHost;
  readonly #options: LoopOptions;
  /** The confirmed document. */
  #confirmed: Node;
  readonly #record: UnsentRecord;
  /** The batch that was sent without a response. It is resent unchanged, because it may have arrived. */
  #batch: Batch | null = null;
  #isSending = false;
  #isFetching = false;
  #isClosed = false;
  #hasMerged = false;
  #retryMs = 0;
  #dirtySince = 0;
  readonly #saveTimer = new EarliestTimer(() => void this.flush());
  #stopListening: (() => void) | null = null;
  #isListening = false;
  /** Whether the person confirmed the deletion of all of a long text. */
  #mayEmpty = false;
  /** Set until the server is known to have the story. */
  #creates: NewStoryFacts | undefined;
  readonly #narrowing = new Narrowing();

  constructor(host: LoopHost, options: LoopOptions) {
    this.#host = host;
    this.#options = options;
    this.#creates = options.creates;
    this.#record = new UnsentRecord(options);
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
    void this.#store();
    const now = Date.now();
    this.#dirtySince ||= now;
    const { kind } = this.#state;
    if (kind === "saved") this.#setState({ kind: "saving" });
    else if (kind !== "saving") this.#setState({ ...this.#state, ...this.#unsent });
    // After a failure, typing does not bring the next attempt forward; after a refusal it may, because it can fix the cause.
    if (this.#retryMs > 0) this.#saveTimer.schedule(this.#retryMs);
    else this.#saveTimer.reschedule(Math.min(pauseMs, Math.max(0, this.#dirtySince + maxPauseMs - now)));
  }

  #setState(state: SaveState): void {
    if (sameState(state, this.#state)) return;
    this.#state = state;
    this.#options.onSaveState?.(state);
  }
  get #unsent(): { changes: number; kept: boolean } {
    return { changes: this.#unconfirmed.length, kept: this.#options.store?.works ?? false };
  }

  #store(): Promise<void> {
    return (
      this.#options.store?.put(() => this.#record.make(this.#host.state, this.#confirmed, this.#creates)) ??
      Promise.resolve()
    );
  }
  /** Two people may each have moved or restored one block: the one whose change is unsent gives it a new id before sending. */
  #repairMerged(): void {
    if (!this.#hasMerged) return;
    this.#hasMerged = false;
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
            storyId: this.#options.storyId,
            clientId: this.#options.clientId,
            batchId: newId(),
            version: this.#version,
            schemaNumber: SCHEMA_NUMBER,
            steps: steps.map(({ step }) => stepJson(step)),
            ...originsOf(steps),
            emptying: this.#mayEmpty,
            ...(this.#creates ? { creates: this.#creates } : {}),
          };
    return this.#batch;
  }

  #isReady(isLeaving: boolean): boolean {
    return this.#options.readyToSend?.(this.#confirmed, isLeaving) !== false;
  }

  /** Sends unsent steps. One batch at a time; safe to call at any moment. */
  async flush(): Promise<void> {
    if (this.#isSending || this.#isClosed) return;
    if (!this.#isReady(false)) {
      this.#saveTimer.schedule(pauseMs);
      return;
    }
    const batch = this.#nextBatch();
    if (!batch) return;
    this.#isSending = true;
    this.#dirtySince = 0;
    try {
      // The record must contain a batch before it is sent, so that a tab that crashes now finds its own steps in the log.
      await this.#store();
      if (this.#state.kind === "saved") this.#setState({ kind: "saving" });
      const answer = await this.#options.doors.save(batch);
      if (this.#isClosed) return;
      if (!answer.ok) return (await this.#isolated(batch, answer)) ? undefined : this.#failed(answer);
      this.#retryMs = 0;
      this.#batch = null;
      const saved = answer.data;
      if (saved.kind === "stale") this.#narrowing.reset();
      else this.#narrowing.took(changeCount(this.#unconfirmed.slice(0, batch.steps.length)));
      if (saved.kind === "saved") this.#mayEmpty = false;
      if (saved.kind === "saved" && !saved.repeated) noteServerTime(saved.at);
      if (saved.kind === "stale") await this.#receiveAll(saved.log);
      else if (saved.repeated) await this.#fetchMissing();
      else {
        this.#receive({
          from: batch.version,
          version: saved.version,
          steps: batch.steps,
          clientIds: batch.steps.map(() => this.#options.clientId),
          personIds: batch.steps.map(() => this.#options.personId),
        });
      }
      this.created();
      if (saved.kind === "saved") this.#options.onStatus?.(saved.status);
      if (this.hasUnsent) {
        this.#setState({ kind: "saving" });
        this.#saveTimer.schedule(saved.kind === "stale" || batch.steps.length >= batchSteps ? 0 : pauseMs);
      } else this.#setState({ kind: "saved", at: saved.kind === "saved" ? saved.at : new Date().toISOString() });
    } finally {
      this.#isSending = false;
    }
  }

  /** Sends until nothing is unsent; false if that failed or took longer than `timeoutMs`. */
  async flushAll(timeoutMs = 20_000): Promise<boolean> {
    const end = Date.now() + timeoutMs;
    while (this.hasUnsent && !this.#isClosed && Date.now() < end) {
      // Without this pause, the loop would block the page while an input method composes a word.
      if (this.#isSending || !this.#isReady(false)) await new Promise((resolve) => setTimeout(resolve, 50));
      else await this.flush();
      if (this.#state.kind !== "saving" && this.#state.kind !== "saved") return false;
    }
    return !this.hasUnsent;
  }

  /** Narrows a refused batch down to the refused change, and sets that aside. False: the batch has to wait. */
  async #isolated(batch: Batch, answer: SaveFailure): Promise<boolean> {
    if (answer.code === "OFFLINE") return false;
    const changes = changeCount(this.#unconfirmed.slice(0, batch.steps.length));
    const next = this.#narrowing.refused(answer, changes, changeCount(this.#unconfirmed));
    if (next === "wait") return false;
    if (next === "aside") {
      // If the server refuses everything, this change is not the cause.
      if (!isAboutContent(answer) && !(await this.#options.doors.fetchLog(this.#options.storyId, this.#version)).ok)
        return false;
      if (this.#isClosed) return true;
      this.#setAside(refusalSentence(answer));
    }
    this.#batch = null;
    this.#retryMs = 0;
    if (this.hasUnsent) this.#saveTimer.reschedule(0);
    else this.#setState({ kind: "saved", at: new Date().toISOString() });
    return true;
  }

  /** Removes the first unsent change from the story; its words are kept aside. */
  #setAside(refusal: string): void {
    const before = this.#host.state;
    const count = nextSteps(this.#unconfirmed, { changes: 1, steps: 1 }).length;
    const { tr, lost } = setAside(before, count);
    this.#narrowing.reset();
    this.#host.dispatch(tr);
    reportLost(this.#options, before, lost, { tr, senders: [] }, refusal);
    this.#options.onRefused?.(refusal);
    void this.#store();
  }

  #failed(answer: SaveFailure): void {
    this.#setState(stateAfterFailure(answer, this.#unsent));
    // A batch that may have arrived is sent again unchanged; after a refusal, further typing may remove the cause.
    if (answer.code !== "UNEXPECTED" && this.#state.kind === "refused") this.#batch = null;
    this.#retryMs = Math.min(maxRetryMs, this.#retryMs * 2 || firstRetryMs);
    if (isTemporary(answer)) this.#saveTimer.schedule(this.#retryMs);
  }

  /** Tries again at once: the network is back, the person signed in again or asked for it, or may edit again. */
  retry(): void {
    this.#retryMs = 0;
    if (this.hasUnsent) this.#saveTimer.reschedule(0);
    if (this.#state.kind !== "saved" && this.#state.kind !== "saving") this.#options.doors.retry();
  }

  /** Sends a deletion of all of a long text that was refused before: the person has confirmed it. */
  confirmEmptying(): void {
    this.#mayEmpty = true;
    this.#batch = null;
    this.retry();
  }

  /** Applies steps of the log. Missing earlier ones are fetched; known ones are skipped. */
  #receive(log: Log): void {
    const skip = this.#version - log.from;
    if (skip < 0) {
      void this.#fetchMissing();
      return;
    }
    const { schema } = this.#host.state;
    const news = log.steps.slice(skip);
    this.#record.append(news);
    let steps = news.map((json) => Step.fromJSON(schema, json));
    let senders = log.clientIds
      .map((clientId, index): StepSender => ({ clientId, personId: log.personIds[index] ?? null }))
      .slice(skip);
    while (steps.length > 0) {
      const before = this.#host.state;
      const { tr, lost, leftover, taken, theirs } = receive(before, steps, senders, this.#options);
      for (const step of steps.slice(0, taken)) this.#confirmed = step.apply(this.#confirmed).doc ?? this.#confirmed;
      this.#options.onLog?.(collabOf(before).version, steps.slice(0, taken));
      this.#hasMerged ||= tr.docChanged && collabOf(before).unconfirmed.length > 0;
      this.#host.dispatch(tr);
      const others = senders.slice(taken - theirs, taken);
      reportSetFields(this.#options, steps.slice(taken - theirs, taken), others);
      if (lost.length > 0) reportLost(this.#options, before, lost, { tr, senders: others });
      if (leftover.length > 0) {
        const rest = continueEvent(leaveAsItIs(this.#host.state.tr));
        for (const { from, to } of leftover.toReversed()) rest.delete(from, to);
        this.#host.dispatch(rest);
      }
      steps = steps.slice(taken);
      senders = senders.slice(taken);
    }
    void this.#store();
  }

  async #receiveAll(log: Log): Promise<void> {
    this.#receive(log);
    if (log.steps.length >= 5_000) await this.#fetchMissing();
  }

  /** Fetches what is missing, page by page. */
  async #fetchMissing(): Promise<void> {
    if (this.#isFetching || this.#isClosed) return;
    this.#isFetching = true;
    try {
      for (;;) {
        const answer: Answer<Log> = await this.#options.doors.fetchLog(this.#options.storyId, this.#version);
        if (this.#isClosed) return;
        if (!answer.ok && answer.code === "LOG_GONE") this.#failed(answer);
        if (!answer.ok || answer.data.steps.length === 0) return;
        const from = this.#version;
        this.#receive(answer.data);
        if (this.#version === from) return;
      }
    } finally {
      this.#isFetching = false;
      this.#settle();
    }
  }

  /** After steps were received: shows "saved" if nothing is unsent, and schedules a save otherwise. */
  #settle(): void {
    if (this.#isSending || this.#isClosed || this.isGone) return;
    if (this.hasUnsent) this.#saveTimer.schedule(pauseMs);
    else if (this.#state.kind !== "saved") this.#setState({ kind: "saved", at: new Date().toISOString() });
  }

  /** Must be called once the server has the new story, from this tab or another. */
  created(): void {
    if (!this.#creates) return;
    this.#creates = undefined;
    this.#options.onCreated?.();
    if (this.#isListening) this.listen();
  }

  /** Subscribes to the story's events, as soon as the server has the story. */
  listen(): void {
    this.#isListening = true;
    if (this.#creates) return;
    this.#stopListening ??= this.#options.doors.listen(this.#options.storyId, () => this.#version, {
      steps: (log) => {
        this.#receive(log);
        this.#settle();
      },
      status: (status) => {
        // The person has access again.
        if (this.#state.kind === "refused" && this.#state.code === "NOT_FOUND") this.#settle();
        // The server has read the story, so its database is back.
        if (this.#state.kind === "offline") this.retry();
        this.#options.onStatus?.(status);
        this.#options.onNews?.();
      },
      comments: () => this.#options.onComments?.(),
      presence: (here) => this.#options.onPresence?.(here),
      gone: (code) => {
        if (
          code === "SIGNED_OUT" ||
          code === "SUSPENDED" ||
          code === "SETUP_NEEDED" ||
          code === "LOG_GONE" ||
          code === "NOT_FOUND"
        )
          this.#failed({ ok: false, code });
      },
      open: () => {
        if (this.#isClosed) return;
        if (!this.hasUnsent) this.#settle();
        else if (this.#state.kind === "offline" || this.#state.kind === "signed-out") this.retry();
      },
      broken: () => {},
    });
  }

  /** Sends unsent steps while the page closes; those that do not arrive are in the record. */
  sendOnLeave(): void {
    if (!this.#isReady(true)) return;
    const batch = this.#nextBatch();
    if (!batch) return;
    void this.#store();
    this.#options.doors.beacon(batch);
    // Steps typed since that batch was made; the server accepts them if the batch arrives first and nobody else saved in between.
    const rest = this.#unconfirmed.slice(batch.steps.length);
    if (rest.length === 0) return;
    this.#options.doors.beacon({
      ...batch,
      batchId: newId(),
      version: batch.version + batch.steps.length,
      steps: rest.map(({ step }) => stepJson(step)),
      ...originsOf(rest),
    });
  }

  /** Ends the loop; unsent steps stay in the record. */
  close(): void {
    this.#isClosed = true;
    this.#saveTimer.cancel();
    this.#stopListening?.();
  }
}
