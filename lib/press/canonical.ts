/** Query keys that public pages declare. All others are dropped, as they would only be another name of the same page. */
const declared: readonly string[] = ["page"];
/** Query keys of a search, in canonical order. */
export const searchKeys = ["q", "section", "topic", "author", "from", "to", "sort", "page"] as const;
/** Pages that declare more than that, by path. */
const declaredBy: Readonly<Record<string, readonly string[]>> = {
  "/search": searchKeys,
  "/report": ["story", "block"],
  "/report/thanks": ["story"],
};
/** UTF-16 units of a value; the path of a story may be longer. */
const maxLength = (name: string): number => (name === "story" ? 1_000 : 200);

/** The address of the API. What readers may get there is cached as pages are. */
export const apiRoot = "/api/v1";
export const isInApi = (path: string): boolean => path === apiRoot || path.startsWith(`${apiRoot}/`);

/** What only programs with a key get, each by its own rights. */
const needsKey = (path: string): boolean => /^\/api\/v1\/(?:stories\/[^/]+\/copy$|partners\/)/.test(path);

/** Addresses that are never cached: the newsroom, its API routes, static files. A section may have the address /media. */
const apart =
  /^\/(?:(?:_next|api(?!\/v1(?:\/|$))|desk|admin|sign-in|invitation|reset|unsubscribe|for-review|pictures|fonts|metrics)(?:\/|$)|media\/[0-9a-f-]{36}\/)/;

/** Next answers these with its own error pages, and one of them with an error. Readers get the site's 404 instead. */
const isErrorPage = /^\/(?:404|500|_app|_document|_error|_global-error|_not-found)\/*$/;
const notFoundPage = "/_lost";

/** Fast path: addresses of this shape are already canonical and need no parsing. */
const plain = /^\/(?!\/)[\w/-]*$/;

/** Files in public/ that are served from the root. */
const rootFiles = new Set(["/favicon.ico", "/icon.svg", "/apple-touch-icon.png"]);

/**
 * The public page that a request asks for: path and declared query keys in order; `null` for an address that cannot be
 * parsed (malformed percent code); `undefined` for an address that is never cached.
 */
export function publicPage(raw: string): string | null | undefined {
  if (plain.test(raw)) return apart.test(raw) || needsKey(raw) ? undefined : isErrorPage.test(raw) ? notFoundPage : raw;
  try {
    const url = new URL(raw.replace(/^\/{2,}/, "/"), "http://press");
    if (apart.test(url.pathname) || rootFiles.has(url.pathname)) return undefined;
    if (isErrorPage.test(decodeURI(url.pathname))) return notFoundPage;
    if (isInApi(url.pathname)) return needsKey(url.pathname) ? undefined : apiPage(url);
    const kept = new URLSearchParams();
    for (const name of declaredBy[url.pathname.replace(/(?<=.)\/+$/, "")] ?? declared) {
      const value = url.searchParams.get(name);
      if (value) kept.set(name, value.slice(0, maxLength(name)));
    }
    return url.pathname + (kept.size ? `?${kept}` : "");
  } catch {
    return null;
  }
}

/** UTF-16 units of the query of a request to the API. */
const maxApiQuery = 2_000;

/** Every parameter, in order: the API refuses those that it does not know. Null for a query that is too long. */
function apiPage({ pathname, searchParams }: URL): string | null {
  searchParams.sort();
  const query = String(searchParams);
  return query.length > maxApiQuery ? null : pathname + (query ? `?${query}` : "");
}
