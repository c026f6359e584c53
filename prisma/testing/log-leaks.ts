// What no line of the log may hold. Tests collect the log of a run and search it for this.

/** A password of accounts that tests make; long enough for the rules, and unlike anything else in a log. */
export const testPasswords = ["correct-horse-battery", "a completely new one", "the present password"];

const patterns: Readonly<Record<string, RegExp>> = {
  "an email address": /[\p{L}\p{N}._%+-]+@(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/u,
  // The names that `createPerson` of prisma/factories.ts makes.
  "the name of a person": /(?<![\w-])(?:contributor|reporter|editor|admin)-[0-9a-z]+-[0-9a-z]+/,
  "a password": new RegExp(testPasswords.join("|"), "i"),
  "the hash of a password": /\$argon2/,
  "a token of a link or a key": /(?<![\w-])(?:galley_)?[\w-]{43}(?![\w-])/,
  "the secret of a webhook": /\bwhsec_/,
  "the token of a session": /\beyJ[\w-]{10,}\.[\w-]*\.[\w-]*/,
  "the secret of an authenticator app": /otpauth:\/\//,
  "a password in an address": /:\/\/[^\s/:@"]*:[^\s/@"]+@/,
};

/** What the lines hold that they must not, each with the beginning of its line. */
export const findLeaks = (lines: readonly string[]): string[] =>
  lines.flatMap((line) =>
    Object.entries(patterns).flatMap(([kind, pattern]) => {
      const found = pattern.exec(line);
      return found ? [`${kind} (${found[0]}) in ${line.slice(0, 1_000)}`] : [];
    }),
  );
