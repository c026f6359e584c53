import { storable } from "./document/characters.ts";

/** Secrets are compared as they were typed, never stored. */
const secrets: ReadonlySet<string> = new Set(["password", "again", "current", "token"]);

/**
 * What a person sent, without characters that cannot be stored: input methods slip in some that nobody sees, and nobody
 * could find them to take them out. `value` has passed its schema, which bounds its depth.
 */
export function storableInput<T>(value: T): T {
  if (typeof value === "string") return storable(value) as T;
  if (Array.isArray(value)) return value.map(storableInput) as T;
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, secrets.has(name) ? part : storableInput(part)]),
  ) as T;
}
