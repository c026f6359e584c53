// The addresses that Next serves by itself, without a route of ours behind them.

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
