// What a log line never holds: passwords, tokens, email addresses, and what a person typed. Messages of PostgreSQL, Prisma,
// mail servers and parsers repeat such values; this removes them from the texts and fields of a line.

const omitted = "…";

/** Fields whose values are never logged. `detail` and `where` are PostgreSQL's, and hold rows and parameters. */
const privateFields =
  /^(?:.*(?:password|secret|token|cookie|authorization|e-?mail)|passwordHash|detail|where|input|parameters)$/i;

export const isPrivateField = (name: string): boolean => privateFields.test(name);

const replacements: readonly (readonly [RegExp, string])[] = [
  // PostgreSQL: the values of a key, a row, and a value of the wrong type.
  [/(Key \([^)\n]*\)=)[^\n]*/g, `$1${omitted}`],
  [/(Failing row contains )[^\n]*/g, `$1${omitted}`],
  [/((?:invalid input |out of range|malformed )[^:\n]*: )[^\n]*/g, `$1${omitted}`],
  [/value "[^\n]*" is out of range/g, `value ${omitted} is out of range`],
  [/(Unexpected token ).* is not valid JSON/gs, `$1${omitted} is not valid JSON`],
  // The name and the password of an address, and everything that follows the question mark.
  [/:\/\/[^\s/@"']*@/g, `://${omitted}@`],
  [/([?&][\w.~%-]+=)[^&\s"'#<>]*/g, `$1${omitted}`],
  [/(?<![\p{L}\p{N}._%+'-])[\p{L}\p{N}._%+'-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*/gu, "(email address)"],
  [/\beyJ[\w-]{10,}\.[\w-]*(?:\.[\w-]*)*/g, "(token)"],
  // The tokens of lib/auth/token.ts, those of keys, and the secrets of webhooks.
  [/(?<![\w-])(?:galley_)?[\w-]{43}(?![\w-])/g, "(token)"],
  [/\bwhsec_[\w+/=-]+/g, "(secret)"],
  [/\$argon2\S*/g, "(hash)"],
];

/** The text without secrets and personal data, as far as they can be recognised. */
export const withoutPrivateData = (text: string): string =>
  replacements.reduce((kept, [pattern, replacement]) => kept.replace(pattern, replacement), text);

/** The message of an error. Prisma prints all arguments of a call that it refuses; only its first and last words are kept. */
export function messageOf({ name, message }: { name: unknown; message: unknown }): string {
  const text = String(message);
  if (name !== "PrismaClientValidationError") return text;
  const [call = ""] = /Invalid `[^`]*` invocation/.exec(text) ?? [];
  return `${call}: ${text.trimEnd().split("\n\n").at(-1)}`;
}
