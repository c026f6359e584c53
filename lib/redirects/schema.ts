import * as z from "zod";
import { isReservedPath, normalisePath, queryAddress, targetHref } from "../addresses/paths.ts";

/** A path with its query, also out of a whole address as one copies it from a browser. */
const localPart = (given: string): string => {
  const whole = /^https?:\/\/[^/?#]+(.*)$/i.exec(given);
  const part = whole ? whole[1] || "/" : given;
  return part.startsWith("?") ? `/${part}` : part;
};

const address = z.string().trim().min(1, { error: "Enter a path or URL." }).max(2_000, { error: "This is too long." });

/**
 * The old address: a path of this site in lower case, with its query if that identified the page
 * ("/story.asp?id=11"). The router looks up lower case too, so capitals in a link do not matter.
 */
export const fromSchema = address.transform((given, context) => {
  const refuse = (message: string) => {
    context.addIssue({ code: "custom", message });
    return z.NEVER;
  };
  const part = localPart(given);
  if (part.includes("#")) return refuse("Leave out # and what follows it: browsers never send that part.");
  const path = part.startsWith("/") ? normalisePath(part) : null;
  if (path === null) return refuse("Enter a path such as /old/page.");
  const withQuery = queryAddress(part);
  if (withQuery === null && part.includes("?"))
    return refuse("Leave out the part from ? on, or check that it has a name.");
  const isOurs = path !== "/" && isReservedPath(path);
  if (isOurs || (path === "/" && withQuery === null)) return refuse("This path is reserved by Galley.");
  return withQuery ?? path.toLowerCase();
});

/** Where they are sent: a path of this site, with query and fragment if it has them, or a whole address elsewhere. */
export const toSchema = address.transform((given, context) => {
  if (given.startsWith("/") && !given.startsWith("//")) {
    const href = targetHref(given);
    if (href !== null) return /[?#]/.test(href) ? href : (normalisePath(given) ?? href);
  } else if (/^https?:\/\//i.test(given) && URL.canParse(given)) return new URL(given).href;
  context.addIssue({ code: "custom", message: "Enter a path such as /city, or a URL that begins with https://." });
  return z.NEVER;
});

export const addRedirectSchema = z.object({ from: fromSchema, to: toSchema });
export type AddRedirect = z.output<typeof addRedirectSchema>;

export const removeRedirectSchema = z.object({ path: z.string().min(1).max(1_000) });
export type RemoveRedirect = z.output<typeof removeRedirectSchema>;

/** Lines of one import: more would keep the editor waiting. */
export const maxLines = 1_000;
export const importRedirectsSchema = z.object({
  csv: z
    .string()
    .trim()
    .min(1, { error: "Choose a file, or paste some lines." })
    .max(1_000_000, { error: "Use a shorter file." }),
});
export type ImportRedirects = z.output<typeof importRedirectsSchema>;

export const redirectsQuerySchema = z.object({
  q: z.string().trim().max(200).catch(""),
  after: z.string().max(2_000).optional().catch(undefined),
});
export type RedirectsQuery = z.output<typeof redirectsQuerySchema>;
