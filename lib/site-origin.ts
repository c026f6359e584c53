import { settings } from "./process.ts";

/**
 * "https://news.example.org": what absolute addresses on public pages begin with. The setting, or else the host of the
 * request, which is then trusted.
 */
export function siteOrigin(headers: { get(name: string): string | null }): string {
  const fixed = settings().url;
  if (fixed !== undefined) return fixed;
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "localhost";
  const proto = headers.get("x-forwarded-proto")?.split(",")[0]?.trim() === "https" ? "https" : "http";
  return `${proto}://${/^[\w.:[\]-]{1,255}$/.test(host) ? host : "localhost"}`;
}
