/** Finds a picture by the address in a page: a path of the old site, a path beside the page, or a file name. */
export type PictureIndex = (src: string, page: string) => string | null;

export function indexPictures(files: readonly string[]): PictureIndex {
  const byPath = new Map(files.map((file) => [file.toLowerCase(), file]));
  const byName = new Map<string, string[]>();
  for (const file of files) {
    const name = nameOf(file);
    for (const key of new Set([name, name.replace(/\.[^.]+$/, "")]))
      byName.set(key, [...(byName.get(key) ?? []), file]);
  }
  return (src, page) => {
    const wanted = normalise(src);
    if (wanted === null) return null;
    const beside = page.split("/").slice(0, -1);
    for (const base of [beside.join("/"), beside.join("/").replace(/\/index$/, ""), "", "static", "assets", "public"]) {
      const found = byPath.get(join(base, wanted));
      if (found) return found;
    }
    // "/wp-content/uploads/2014/03/a.png" may be "uploads/2014/03/a.png" in the folder, and vice versa.
    const named = byName.get(nameOf(wanted)) ?? [];
    const best = named
      .map((file) => ({ file, shared: sharedEnd(pathSegments(file), pathSegments(wanted)) }))
      .sort((a, b) => b.shared - a.shared);
    const [first, second] = best;
    // A file name alone is not enough to identify a picture on another site.
    const enough = /^https?:/i.test(src) ? 2 : 1;
    return first && first.shared >= enough && (!second || first.shared > second.shared) ? first.file : null;
  };
}

/** The path without its extension, which some systems omit. */
const pathSegments = (file: string): string[] =>
  file
    .toLowerCase()
    .replace(/\.[a-z]{3,4}$/, "")
    .split("/");
const nameOf = (file: string): string => (file.split("/").at(-1) ?? "").toLowerCase();

function normalise(src: string): string | null {
  try {
    const path = decodeURIComponent(
      src
        .trim()
        .replace(/^https?:\/\/[^/]+/i, "")
        .replace(/[?#].*$/, ""),
    );
    return path === "" || path.includes("\0") ? null : path.replace(/^(?:\.?\/)+/, "").toLowerCase();
  } catch {
    return null;
  }
}

function join(base: string, wanted: string): string {
  const parts = base === "" ? [] : base.toLowerCase().split("/");
  for (const part of wanted.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}

function sharedEnd(a: string[], b: string[]): number {
  let count = 0;
  while (count < a.length && count < b.length && a[a.length - 1 - count] === b[b.length - 1 - count]) count += 1;
  return count;
}
