// What a paste or drop leaves out is said, all of it in one place: whatever cleans, fits or uploads adds lines here.

/** One kind of thing that was left out. Lines of one `key` are counted together. */
export type LeftOut = {
  key: string;
  count: number;
  /** "2 videos", or "2 pictures could not be fetched": what it is, with its number. */
  what: (count: number) => string;
  /** What the person can do about it: "Add them with Add → Picture." */
  advice?: string;
  /** Addresses or file names, to find them again. */
  names?: readonly string[];
};

let lines = new Map<string, LeftOut>();
let show: (lines: LeftOut[]) => void = () => {};

/** Adds a line to the report of the paste or drop that is being handled. */
export function leftOut({ count = 1, names = [], ...line }: Omit<LeftOut, "count"> & { count?: number }): void {
  if (count < 1) return;
  // One paste is handled in one go; uploads that fail later have a report of their own.
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

/** Takes the reports from now on. Returns how to stop. */
export function onPasteReport(listener: (lines: LeftOut[]) => void): () => void {
  show = listener;
  return () => {
    if (show === listener) show = () => {};
  };
}

/** `counted("frame")(2)` is "2 frames". */
export const counted =
  (one: string, many = `${one}s`) =>
  (count: number): string =>
    `${count.toLocaleString("en-GB")} ${count === 1 ? one : many}`;
