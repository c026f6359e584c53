// Some texts of a few kilobytes ("> > > > …") take the Markdown parser minutes, so it runs in a thread that can be stopped.
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from "node:worker_threads";
import type { Root } from "hast";
import { SkippedFile } from "../types.ts";
import { readMarkdown } from "./markdown.ts";

/** Maximum length in UTF-16 units that is parsed without the thread. Text this short takes less than a second. */
const shortText = 2_000;
/** Maximum milliseconds for one text. The slowest real text that we know takes two seconds. */
const maxReadMs = 30_000;
const maxStartMs = 60_000;

/** The thread's answer: the page, or the reason why there is none. */
export type MarkdownAnswer = { page: Root } | { problem: string };
/** `signal` is 1 once the thread is ready, and 2 after each answer. */
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

  /** Returns null after the timeout; the thread cannot be used afterwards. */
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

/** Like `readMarkdown`, with a timeout. @throws SkippedFile if the text takes too long or is nested too deeply */
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
