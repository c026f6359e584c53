import { dictionary } from "@zxcvbn-ts/language-common";

/** Shorter ones are refused for their length. Kept small: the whole list has 49,000 entries. */
const minLength = 8;

const common: ReadonlySet<string> = new Set(
  dictionary["passwords-common"].filter((password): password is string => String(password).length >= minLength),
);

/** Whether a password is among those that leaked most often, in any case: they are what attackers try first. */
export const isCommonPassword = (password: string): boolean => common.has(password.normalize("NFKC").toLowerCase());
