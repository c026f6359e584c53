const longestHref = 2048;
const safeSchemes = new Set(["http:", "https:", "mailto:", "tel:"]);

/** True for characters that browsers drop or take for a border while they read an address: controls and spaces. */
function hasHiddenCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code <= 0x20 || (code >= 0x7f && code <= 0xa0) || code === 0x2028 || code === 0x2029 || code === 0xfeff)
      return true;
  }
  return !text.isWellFormed();
}

/**
 * The address as given when a link may carry it, else null: http, https, mailto and tel, a path of this site that
 * begins with one "/", or a "#fragment"; at most 2,048 characters, without spaces and controls (browsers drop a tab
 * inside "java\tscript:"), and no backslash at the start (browsers read "/\" as "//", another site).
 * Takes anything, for renderers treat stored attributes as hostile.
 */
export function safeHref(value: unknown): string | null {
  if (typeof value !== "string" || value === "" || value.length > longestHref || hasHiddenCharacter(value)) return null;
  if (value.startsWith("#")) return value;
  if (value.startsWith("/")) return /^\/[/\\]/.test(value) ? null : value;
  const scheme = /^([a-z][a-z0-9+.-]*:)(.*)$/i.exec(value);
  const name = scheme?.[1]?.toLowerCase();
  const rest = scheme?.[2] ?? "";
  if (name === undefined || rest === "" || !safeSchemes.has(name)) return null;
  if (name !== "http:" && name !== "https:") return value;
  return /^\/\/[^/\\]/.test(rest) && URL.canParse(value) ? value : null;
}

/**
 * A safe address as a page may write it (URL Standard): what no address may hold is percent-encoded, and a backslash is
 * the slash that browsers read. Null where it names somebody before its host: "https://bank.example@evil.example" leads
 * elsewhere than it says.
 */
export function writtenHref(value: unknown): string | null {
  const href = safeHref(value);
  if (href === null) return null;
  const [, site = "", rest = ""] = /^(https?:\/\/[^/\\?#]*)?(.*)$/i.exec(href) ?? [];
  if (site.includes("@")) return null;
  const [path = "", ...fragment] = rest.split("#");
  const encoded = (text: string) =>
    text.replace(/%(?![\da-f]{2})/gi, "%25").replace(/[<>"`{}|^[\]\\]/g, encodeURIComponent);
  const before = encoded(site === "" ? path : path.replaceAll("\\", "/"));
  return site + before + (fragment.length > 0 ? `#${encoded(fragment.join("%23"))}` : "");
}

/**
 * What a person typed or a page held, made into an address that a link may carry: spaces around are dropped, those
 * inside are encoded, "example.org/a" and "//example.org/a" get https, "desk@example.org" mailto, also where a page calls
 * it "http://desk@example.org". Null when nothing safe comes of it.
 */
export function linkFromInput(input: string): string | null {
  const text = input
    .trim()
    .replace(/\s/g, "%20")
    .replace(/^https?:\/\/([^@/:?#]+@[^@/:?#]+\.[^@/:?#]+)\/?$/i, "$1");
  if (safeHref(text) !== null) return text;
  if (/^[^@/:?#\s]+@[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+$/u.test(text)) return safeHref(`mailto:${text}`);
  const host = /^(?:\/\/)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}[\p{L}\p{N}-]+(?::\d+)?(?:[/?#].*)?)$/u.exec(
    text,
  )?.[1];
  return host === undefined ? null : safeHref(`https://${host}`);
}
