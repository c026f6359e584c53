import { workerData } from "node:worker_threads";
import { readMarkdown } from "./markdown.ts";
import type { MarkdownAnswer, MarkdownThread } from "./markdown-thread.ts";

const { port, signal } = workerData as MarkdownThread;
const state = new Int32Array(signal);

function answered(text: string): MarkdownAnswer {
  try {
    return { page: readMarkdown(text) };
  } catch (error) {
    const isTooDeep = error instanceof RangeError;
    return { problem: isTooDeep ? "it is nested too deeply" : String(error).slice(0, 200) };
  }
}
function say(value: number): void {
  Atomics.store(state, 0, value);
  Atomics.notify(state, 0);
}

port.on("message", (text: string) => {
  const answer = answered(text);
  try {
    port.postMessage(answer);
  } catch {
    port.postMessage({ problem: "it is nested too deeply" } satisfies MarkdownAnswer);
  }
  say(2);
});
say(1);
