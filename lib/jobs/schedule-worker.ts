// Performs scheduled acts on this node. Every node runs one; the database decides who takes which act.
import { log } from "../log.ts";
import { listener } from "../postgres/listener.ts";
import { msUntilNextDue, performNextDue } from "../schedule/perform-mutations.ts";
import { getSiteSettings } from "../site/data.ts";

/** Finds what was scheduled while the listener was down. */
const maxSleepMs = 60_000;
/** The database was not there, or another node holds what is due. */
const retryMs = { failed: 1_000, held: 50 } as const;
/** Acts at once: the newsroom keeps half of the connections. */
const defaultConcurrency = 4;

/**
 * Sleeps until the nearest due act, by a timer that is set from the database's clock, and is woken by NOTIFY when an earlier one is
 * scheduled. While the database cannot be reached it tries again each second.
 */
export class ScheduleWorker {
  readonly #concurrency: number;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wanted = false;
  #stopped = false;
  #isDown = false;
  readonly #off: (() => void)[];

  constructor({ concurrency = defaultConcurrency } = {}) {
    this.#concurrency = concurrency;
    this.#off = [listener().on("galley_schedule", () => this.wake()), listener().onBack(() => this.wake())];
    this.wake();
  }

  /** Looks for due acts now, or once more after the search that runs. */
  wake(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Ends after the acts that are being performed. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    for (const off of this.#off) off();
    await this.#running;
  }

  async #run(): Promise<void> {
    let sleepMs = maxSleepMs;
    while (this.#wanted && !this.#stopped) {
      this.#wanted = false;
      sleepMs = await this.#performAll();
    }
    if (this.#stopped) return;
    this.#timer = setTimeout(() => this.wake(), sleepMs);
    this.#timer.unref();
  }

  /** @returns ms until there may be something to do again */
  async #performAll(): Promise<number> {
    try {
      const count = await this.#drain();
      const ms = await msUntilNextDue();
      if (this.#isDown) log.info({}, "schedule worker: the database is back");
      this.#isDown = false;
      if (ms === null) return maxSleepMs;
      return ms === 0 ? (count > 0 ? 0 : retryMs.held) : Math.min(Math.ceil(ms), maxSleepMs);
    } catch (error) {
      if (!this.#isDown) log.warn({ error }, "schedule worker: scheduled acts could not be read; retrying each second");
      this.#isDown = true;
      return retryMs.failed;
    }
  }

  /** Performs what is due, several at once, until nothing is left that this node can take. @returns how many */
  async #drain(): Promise<number> {
    const { timeZone } = await getSiteSettings();
    // One first: mostly there is one act, and the others would only ask in vain.
    if (!(await this.#performOne(timeZone))) return 0;
    let count = 1;
    const lane = async () => {
      while (!this.#stopped && (await this.#performOne(timeZone))) count++;
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.#concurrency }, lane));
    for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
    return count;
  }

  async #performOne(timeZone: string): Promise<boolean> {
    const performed = await performNextDue({ timeZone });
    if (!performed) return false;
    const { id, storyId, outcome, lateMs } = performed;
    const line = { act: id, story: storyId, outcome, lateMs: Math.round(lateMs) };
    if (outcome === "STOPPED") log.warn(line, "schedule worker: act stopped");
    else log.info(line, "schedule worker: act finished");
    return true;
  }
}
