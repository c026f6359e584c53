// The real size of the pages in memory, against the store's own count and its limit.
import { fork } from "node:child_process";
import type { MemoryOrder, MemoryReport } from "./memory-node.ts";

export type MemoryRow = MemoryReport & { pages: number; limit: number };

/** @param limit bytes that the store may hold */
export function runMemory(pages: number, limit: number): Promise<MemoryRow> {
  const order: MemoryOrder = { pages, limit };
  const child = fork("bench/press/memory-node.ts", [JSON.stringify(order)], {
    execArgv: ["--disable-warning=ExperimentalWarning", "--expose-gc"],
  });
  return new Promise((resolve, reject) => {
    child.once("message", (report) => resolve({ pages, limit, ...(report as MemoryReport) }));
    child.once("exit", (code) => reject(new Error(`the process ended with ${code}`)));
  });
}
