// Addresses that Next serves by itself, without one of our routes. There are other forms of our own pages, too, which
// e2e/doors.spec.ts requests:
// - `RSC` and `Next-Router-*` headers and `?_rsc=` return the data of a newsroom page. The page itself renders it after the
//   same session check, and it is not cached. The press forwards none of them, so readers get pages only.
// - `Next-Action` runs a server action, which checks the session itself; the gate has checked the origin.
// - `.rsc` and `.segment.rsc` at the end of an address, and Next's error pages (`/_not-found` and others), are ordinary
//   addresses of the site to the press, which answers with the site's own 404.

type Openness = "always" | "development" | "never";

/**
 * Longest prefix first. "development": only under `galley dev`. Everything else under /_next is closed, so an address
 * that a new version of Next adds remains closed until it is listed here.
 */
export const nextAddresses: readonly { at: string; isOpen: Openness; why: string }[] = [
  {
    at: "/_next/static/",
    isOpen: "always",
    why: "Scripts, styles and fonts of the build: the same bytes for everybody, named by their hash, nothing of a story.",
  },
  {
    at: "/_next/image",
    isOpen: "never",
    why: "The image optimiser caches a picture for a year and shares it, so it would outlive a takedown. Pictures have their own renditions.",
  },
  { at: "/_next/data", isOpen: "never", why: "Data of the pages router, which Galley does not use." },
  { at: "/_next/mcp", isOpen: "development", why: "Tools of the development server." },
  { at: "/_next/development/", isOpen: "development", why: "Tools of the development server." },
  { at: "/_next/", isOpen: "development", why: "Reloading of code and compiled files of the development server." },
  { at: "/_next", isOpen: "never", why: "No page." },
  { at: "/__next", isOpen: "development", why: "The error overlay of the development server reads source files." },
];

/** Whether an address of Next's own is answered with 404. @param path without a query, dot segments resolved */
export function isClosed(path: string, dev: boolean): boolean {
  const found = nextAddresses.find(({ at }) => path.toLowerCase().startsWith(at));
  return found !== undefined && found.isOpen !== "always" && !(dev && found.isOpen === "development");
}
