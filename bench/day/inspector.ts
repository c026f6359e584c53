// The inspector of a Node process that was started with `--inspect`: its memory after a garbage collection, and heap snapshots.
import fs from "node:fs";

/** In MB. `heapMb`: objects of JavaScript; `externalMb`: memory outside of the heap that they own, including `arrayBuffersMb`. */
export type ServerMemory = { heapMb: number; externalMb: number; arrayBuffersMb: number };

type Answer = { id?: number; method?: string; params?: { chunk?: string }; result?: unknown; error?: object };
type Waiting = { resolve: (result: unknown) => void; reject: (error: Error) => void };

export class Inspector {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #onChunk: (chunk: string) => void = () => {};

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => this.#take(JSON.parse(String(data)) as Answer));
    socket.addEventListener("close", () => {
      for (const { reject } of this.#waiting.values()) reject(new Error("the inspector is gone"));
    });
  }

  /** @param log what the process printed, where Node names the address of its inspector */
  static async connect(log: string): Promise<Inspector> {
    const address = /Debugger listening on (ws:\S+)/.exec(log)?.[1];
    if (!address) throw new Error("the process has no inspector");
    const socket = new WebSocket(address);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", () => reject(new Error(`no inspector at ${address}`)));
    });
    return new Inspector(socket);
  }

  /** Collects all garbage first. The process does nothing else meanwhile, for about a second. */
  async memoryAfterCollection(): Promise<ServerMemory> {
    await this.#send("HeapProfiler.collectGarbage");
    const asked = { expression: "process.memoryUsage()", returnByValue: true };
    const { result } = (await this.#send("Runtime.evaluate", asked)) as { result: { value: NodeJS.MemoryUsage } };
    const { heapUsed, external, arrayBuffers } = result.value;
    return { heapMb: megabytes(heapUsed), externalMb: megabytes(external), arrayBuffersMb: megabytes(arrayBuffers) };
  }

  /** Writes a heap snapshot, which Chrome's developer tools open and compare. The process answers nothing for some seconds meanwhile. */
  async writeSnapshot(file: string): Promise<void> {
    const out = fs.openSync(file, "w");
    this.#onChunk = (chunk) => fs.writeSync(out, chunk);
    await this.#send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
    fs.closeSync(out);
  }

  close(): void {
    this.#socket.close();
  }

  #send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #take({ id, method, params, result, error }: Answer): void {
    if (method === "HeapProfiler.addHeapSnapshotChunk") this.#onChunk(params?.chunk ?? "");
    const waiting = this.#waiting.get(id ?? 0);
    if (!waiting) return;
    this.#waiting.delete(id ?? 0);
    if (error) waiting.reject(new Error(JSON.stringify(error)));
    else waiting.resolve(result);
  }
}

const megabytes = (bytes: number): number => Math.round((bytes / 1_048_576) * 10) / 10;
