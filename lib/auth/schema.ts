import * as z from "zod";
import { isCommonPassword } from "./common-passwords.ts";

export const minimumPassword = 10;

/** The first admin's address, where settings name no other. It is nobody's mailbox: its owner signs in by a link first. */
export const firstAdminEmail = "admin@localhost";

export const emailSchema = z
  .string({ error: "Enter your email address." })
  .trim()
  .toLowerCase()
  .max(254, { error: "This email address is too long." })
  .refine((email) => email === firstAdminEmail || z.email().safeParse(email).success, {
    error: "Enter an email address such as name@example.org.",
  });

/** Length matters more than kinds of characters, for which there is no rule. The upper limit keeps hashing cheap. */
export const newPasswordSchema = z
  .string({ error: "Choose a password." })
  .min(minimumPassword, { error: `Use at least ${minimumPassword} characters.` })
  .max(200, { error: "Use at most 200 characters." })
  .refine((password) => !isCommonPassword(password), {
    error:
      "This password is one of the most common ones, which attackers try first. Use a few unrelated words instead.",
  });

export const nameSchema = z
  .string({ error: "Enter a name." })
  .transform((value) => value.replace(/\s+/g, " ").trim())
  .pipe(z.string().min(1, { error: "Enter a name." }).max(120, { error: "Use at most 120 characters." }));

/** A password that is only compared: a wrong one is refused later, whatever it looks like. */
export const givenPassword = z
  .string({ error: "Enter your password." })
  .min(1, { error: "Enter your password." })
  .max(1000);

/** Six digits of an app, or a recovery code; spaces and hyphens do not matter. */
export const codeSchema = z
  .string({ error: "Enter a code." })
  .trim()
  .min(1, { error: "Enter a code." })
  .max(60, { error: "This code is too long." });
export const signInCodeSchema = z.object({ code: codeSchema });

export const signInSchema = z.object({ email: emailSchema, password: givenPassword });
export type SignIn = z.output<typeof signInSchema>;

/** The same in one step, for clients without the second page. */
export const signInAtOnceSchema = signInSchema.extend({ code: codeSchema.optional() });

export const tokenSchema = z.object({ token: z.string().min(20).max(100) });

/**
 * Where to go after signing in: an address of this site's newsroom. Anything else becomes "/desk". The address is parsed as
 * a browser does, with dot segments resolved, and the parsed form is returned.
 */
export function safeNext(value: unknown): string {
  // A browser drops tabs and line ends and takes a backslash for a slash. No address of the newsroom has any of them.
  if (typeof value !== "string" || value.length > 500 || !/^\/[^\\\p{Cc}]*$/u.test(value)) return "/desk";
  const site = "http://localhost";
  const address = `${site}${value}`;
  if (!URL.canParse(address)) return "/desk";
  const { origin, pathname, search, hash } = new URL(address);
  const isNewsroom = origin === site && /^\/(?:desk|admin)(?:\/|$)/.test(pathname) && !pathname.includes("//");
  return isNewsroom ? pathname + search + hash : "/desk";
}
