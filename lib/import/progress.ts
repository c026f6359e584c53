import type { WriteStream } from "node:tty";

const width = 28;

/** Reports the progress of a long task: a bar on a terminal, a line from time to time elsewhere. */
export function progressOn(out: WriteStream | NodeJS.WriteStream, now: () => number = Date.now) {
  const began = now();
  let last = began;
  const seconds = () => ((now() - began) / 1000).toFixed(0);
  return (done: number, total: number, what: string): void => {
    const ended = done === total;
    if (!out.isTTY) {
      if (total === 0 || (!ended && now() - last < 5_000)) return;
      last = now();
      out.write(`  ${done} of ${total} (${seconds()} s)\n`);
      return;
    }
    if (!ended && now() - last < 80 && done > 0) return;
    last = now();
    const full = total === 0 ? width : Math.round((done / total) * width);
    const bar = "█".repeat(full) + "░".repeat(width - full);
    const line = `  ${bar} ${done} of ${total}  ${ended ? `${seconds()} s` : what}`;
    const columns = ("columns" in out ? out.columns : 0) || 80;
    out.write(`\r\u001b[2K${line.slice(0, columns - 1)}${ended ? "\n" : ""}`);
  };
}
