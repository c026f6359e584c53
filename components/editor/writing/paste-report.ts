// Collects what a paste or drop left out into one report. Every part that cleans, fits or uploads adds its lines here.

/** One kind of omission. Lines with the same `key` are counted together. */
export type LeftOut = {
  key: string;
  count: number;
  /** The omission with its number: "2 videos", or "2 pictures could not be fetched". */
  what: (count: number) => string;
  /** What the writer can do about it: "Add them with Add → Picture." */
  advice?: string;
  /** Addresses or file names that help to find the omitted parts. */
  names?: readonly string[];
};

let lines = new Map<string, LeftOut>();
let show: (lines: LeftOut[]) => void = () => {};

/** Adds a line to the report of the paste or drop that is being handled. */
export function leftOut({ count = 1, names = [], ...line }: Omit<LeftOut, "count"> & { count?: number }): void {
  if (count < 1) return;
  // A paste is handled synchronously; uploads that fail later are reported separately.
  if (lines.size === 0) setTimeout(report);
  const before = lines.get(line.key);
  lines.set(line.key, {
    ...line,
    count: count + (before?.count ?? 0),
    names: [...(before?.names ?? []), ...names],
  });
}

function report(): void {
  const all = [...lines.values()];
  lines = new Map();
  show(all);
}

/** Subscribes to reports. Returns a function that unsubscribes. */
export function onPasteReport(listener: (lines: LeftOut[]) => void): () => void {
  show = listener;
  return () => {
    if (show === listener) show = () => {};
  };
}

/** `counted("frame")(2)` returns "2 frames". */
export const counted =
  (one: string, many = `${one}s`) =>
  (count: number): string =>
    `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
