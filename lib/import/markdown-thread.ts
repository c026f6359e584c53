// Some texts of a few kilobytes ("> > > > …") take the parser of Markdown minutes. So it runs in a thread that can be ended.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Root } from "hast";
import { readMarkdown } from "./markdown.ts";
import { SkippedFile } from "./types.ts";

/** UTF-16 units that are read at once: nothing so short takes a second. */
const shortText = 2_000;
/** Milliseconds for one text; the longest honest one that we know takes two seconds. */
const maxReadMs = 30_000;
const maxStartMs = 60_000;

/** What the thread answers: the page, or why there is none. */
export type MarkdownAnswer = { page: Root } | { problem: string };
/** `signal`: 1 once the thread is ready, then 2 with each answer. */
export type MarkdownThread = { port: MessagePort; signal: SharedArrayBuffer };

class Reader {
  readonly #worker: Worker;
  readonly #port: MessagePort;
  readonly #signal = new Int32Array(new SharedArrayBuffer(4));

  constructor() {
    const { port1, port2 } = new MessageChannel();
    const given: MarkdownThread = { port: port2, signal: this.#signal.buffer as SharedArrayBuffer };
    this.#worker = new Worker(new URL("./markdown-worker.ts", import.meta.url), {
      workerData: given,
      transferList: [port2],
    });
    this.#worker.unref();
    this.#port = port1;
    this.#port.unref();
    Atomics.wait(this.#signal, 0, 0, maxStartMs);
  }

  /** Null when it takes too long. The reader cannot be used any more then. */
  read(text: string, maxMs: number): MarkdownAnswer | null {
    Atomics.store(this.#signal, 0, 1);
    this.#port.postMessage(text);
    if (Atomics.wait(this.#signal, 0, 1, maxMs) === "timed-out") {
      this.end();
      return null;
    }
    return receiveMessageOnPort(this.#port)?.message as MarkdownAnswer;
  }
  end(): void {
    this.#port.close();
    void this.#worker.terminate();
  }
}

let reader: Reader | null = null;

/** As `readMarkdown`, with an end. @throws SkippedFile when the text takes too long or is nested too deeply */
export function readMarkdownInThread(text: string, maxMs = maxReadMs): Root {
  if (text.length <= shortText) return readMarkdown(text);
  reader ??= new Reader();
  const answer = reader.read(text, maxMs);
  if (answer === null) {
    reader = null;
    throw new SkippedFile("its Markdown takes too long to read: look for signs that are repeated or nested many times");
  }
  if ("page" in answer) return answer.page;
  throw new SkippedFile(`its Markdown cannot be read: ${answer.problem}`);
}
