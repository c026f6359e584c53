// The addresses that Next serves by itself, without a route of ours behind them. Beside these there are other forms of our
// own pages, which e2e/doors.spec.ts asks for:
// - `RSC` and `Next-Router-*` headers and `?_rsc=` give the data of a page of the newsroom. The page itself makes it, after
//   the same check of the session, and it is not cached. The press passes none of them on, so readers get pages only.
// - `Next-Action` runs a server action, which checks the session itself; the gate has checked the origin.
// - `.rsc` and `.segment.rsc` at the end of an address, and Next's error pages (`/_not-found` and others), are addresses of
//   the site to the press, and answer with the site's own 404.

type Openness = "always" | "development" | "never";

/**
 * Longest prefix first. "development": only under `galley dev`. Whatever else lies under /_next is closed, so an address
 * that a new version of Next brings stays closed until it is listed here.
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

/** Whether an address of Next's own answers 404. @param path without a query; dot segments are resolved */
export function isClosed(path: string, dev: boolean): boolean {
  const found = nextAddresses.find(({ at }) => path.toLowerCase().startsWith(at));
  return found !== undefined && found.isOpen !== "always" && !(dev && found.isOpen === "development");
}
