// Does on this node what is due by the clock. Every node runs the workers; the database decides who takes what.
import { log } from "../log.ts";
import { listener, type NotifyChannel } from "../postgres/listener.ts";

/** Finds what became due while the listener was down. */
const maxSleepMs = 60_000;
/** The database was not there, or another node holds what is due. */
const retryMs = { failed: 1_000, held: 50 } as const;

/** Where a worker finds its work. */
export type DueSource = {
  /** Its name in the log: "schedule worker". */
  name: string;
  /** Notifies of something that is due earlier than a worker knows. */
  channel: NotifyChannel;
  /** Performs one thing that is due and that no other node holds; false if there is none. */
  performOne(): Promise<boolean>;
  /** ms until the next thing is due, by the database's clock; 0 when it is already, null for nothing. */
  msUntilNext(): Promise<number | null>;
  /** Done before the first of a row. */
  prepare?(): Promise<void>;
  /** Things performed at once: the newsroom keeps half of the connections. */
  concurrency: number;
};

/**
 * Sleeps until the nearest due thing, by a timer that is set from the database's clock, and is woken by NOTIFY when an earlier one is
 * added. While the database cannot be reached it tries again each second.
 */
export class DueWorker {
  readonly #source: DueSource;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #wanted = false;
  #stopped = false;
  #isDown = false;
  readonly #off: (() => void)[];

  constructor(source: DueSource) {
    this.#source = source;
    this.#off = [listener().on(source.channel, () => this.wake()), listener().onBack(() => this.wake())];
    this.wake();
  }

  /** Looks for due things now, or once more after the search that runs. */
  wake(): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#wanted = true;
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Ends after the things that are being performed. */
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
      const ms = await this.#source.msUntilNext();
      if (this.#isDown) log.info({}, `${this.#source.name}: database connection restored`);
      this.#isDown = false;
      if (ms === null) return maxSleepMs;
      return ms === 0 ? (count > 0 ? 0 : retryMs.held) : Math.min(Math.ceil(ms), maxSleepMs);
    } catch (error) {
      if (!this.#isDown) log.warn({ error }, `${this.#source.name}: due rows could not be read; retrying in 1 s`);
      this.#isDown = true;
      return retryMs.failed;
    }
  }

  /** Performs what is due, several at once, until nothing is left that this node can take. @returns how many */
  async #drain(): Promise<number> {
    await this.#source.prepare?.();
    // One first: mostly there is one, and the others would only ask in vain.
    if (!(await this.#source.performOne())) return 0;
    let count = 1;
    const lane = async () => {
      while (!this.#stopped && (await this.#source.performOne())) count++;
    };
    const lanes = await Promise.allSettled(Array.from({ length: this.#source.concurrency }, lane));
    for (const ended of lanes) if (ended.status === "rejected") throw ended.reason;
    return count;
  }
}
