import { EventEmitter } from "node:events";
import pg from "pg";
import { log } from "../log.ts";
import { connections, shared } from "../process.ts";

const channels = [
  "galley_story",
  "galley_person",
  "galley_presence",
  "galley_notice",
  "galley_mail",
  "galley_schedule",
  "galley_picture",
  "galley_wire",
] as const;
export type NotifyChannel = (typeof channels)[number];

/**
 * The one LISTEN connection of this process. Notifications during a disconnection are lost: `back` is called after each
 * reconnect, and then everything must be read again. It retries without end.
 */
export class Listener {
  readonly #events = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | undefined;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #times = 0;
  /** False while the connection is down. */
  isListening = false;

  constructor() {
    void this.#connect();
  }

  on(channel: NotifyChannel, handler: (payload: string) => void): () => void {
    this.#events.on(channel, handler);
    return () => this.#events.off(channel, handler);
  }

  onBack(handler: () => void): () => void {
    this.#events.on("back", handler);
    return () => this.#events.off("back", handler);
  }

  get handlerCount(): number {
    return this.#events.eventNames().reduce((sum, name) => sum + this.#events.listenerCount(name), 0);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#client?.end().catch(() => {});
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: connections().listen,
      application_name: "galley listener",
      keepAlive: true,
    });
    this.#client = client;
    let over = false;
    const again = (error?: Error) => {
      if (over || this.#stopped) return;
      over = true;
      this.isListening = false;
      log.warn({ error }, "PostgreSQL listener lost its connection; reconnecting in 500 ms");
      client.end().catch(() => {});
      this.#timer = setTimeout(() => void this.#connect(), 500);
      this.#timer.unref();
    };
    client.on("error", again);
    client.on("end", () => again());
    client.on("notification", ({ channel, payload }) => this.#events.emit(channel, payload ?? ""));
    try {
      await client.connect();
      await client.query(channels.map((channel) => `listen ${channel}`).join("; "));
      this.isListening = true;
      if (this.#times++ > 0) this.#events.emit("back");
    } catch (error) {
      again(error as Error);
    }
  }
}

export function listener(): Listener {
  const state = shared();
  state.listener ??= new Listener();
  return state.listener as Listener;
}

export async function stopListener(): Promise<void> {
  await (shared().listener as Listener | undefined)?.stop();
}
