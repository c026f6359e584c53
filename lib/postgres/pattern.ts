/**
 * Escapes a text for LIKE and for every filter that Prisma turns into LIKE or ILIKE without escaping: `contains`,
 * `startsWith`, `endsWith`, and `equals` in the insensitive mode. So `%`, `_` and `\` match only themselves.
 */
export const literally = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
