import * as z from "zod";
import { isReservedPath, normalisePath } from "../addresses/paths.ts";

/** A path, also out of a whole address as one copies it from a browser; null for what is none. */
function pathIn(given: string): string | null {
  const whole = /^https?:\/\/[^/?#]+(.*)$/i.exec(given);
  const path = whole ? whole[1] || "/" : given;
  return path.startsWith("/") ? normalisePath(path) : null;
}

const address = z.string().trim().min(1, { error: "Enter an address." }).max(2_000, { error: "This is too long." });

/** Where readers come to: a path of this site. */
export const fromSchema = address.transform((given, context) => {
  const path = pathIn(given);
  if (path !== null && path !== "/" && !isReservedPath(path)) return path;
  context.addIssue({
    code: "custom",
    message: path === null ? "Enter a path such as /old/page." : "This address belongs to Galley itself.",
  });
  return z.NEVER;
});

/** Where they are sent: a path of this site, or a whole address elsewhere. */
export const toSchema = address.transform((given, context) => {
  if (given.startsWith("/") && !given.startsWith("//")) {
    const path = normalisePath(given);
    if (path !== null) return path;
  } else if (/^https?:\/\//i.test(given) && URL.canParse(given)) return new URL(given).href;
  context.addIssue({ code: "custom", message: "Enter a path such as /city, or an address that begins with https://." });
  return z.NEVER;
});

export const addRedirectSchema = z.object({ from: fromSchema, to: toSchema });
export type AddRedirect = z.output<typeof addRedirectSchema>;

export const removeRedirectSchema = z.object({ path: z.string().min(1).max(1_000) });
export type RemoveRedirect = z.output<typeof removeRedirectSchema>;

/** Lines of one import: more would keep the editor waiting. */
export const mostLines = 1_000;
export const importRedirectsSchema = z.object({
  csv: z
    .string()
    .trim()
    .min(1, { error: "Paste lines, or choose a file." })
    .max(1_000_000, { error: "Use a shorter file." }),
});
export type ImportRedirects = z.output<typeof importRedirectsSchema>;

export const redirectsQuerySchema = z.object({
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(2_000).optional().catch(undefined),
});
export type RedirectsQuery = z.output<typeof redirectsQuerySchema>;
