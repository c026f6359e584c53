/** `isTidy` is false for an address with doubled slashes or backslashes; `url` is the normal form. */
export type Target = { url: string; isTidy: boolean };

const plain = /^\/[\w/-]*$/;

/**
 * Parses the target of a request once, so that every part of the server sees the same path: dot segments are resolved, an
 * absolute address is cut to its path, and bytes beyond ASCII are percent-encoded. Null: invalid.
 * @param raw as Node passes it: one character per byte
 */
export function readTarget(raw: string): Target | null {
  if (plain.test(raw) && !raw.includes("//")) return { url: raw, isTidy: true };
  const text = Buffer.from(raw, "latin1").toString("utf8");
  const address = text.startsWith("/") ? `http://localhost${text}` : text;
  if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null;
  const { pathname, search } = new URL(address);
  const path = pathname.replace(/\/{2,}/g, "/");
  return { url: path + search, isTidy: path === pathname && !text.split("?", 1)[0]?.includes("\\") };
}
