import type * as z from "zod";
import { DomainError } from "./errors.ts";

/**
 * The input of a mutation, as its schema has it. Not every caller is a server action, and nothing may be stored that cannot be read
 * again.
 * @throws INVALID {field}: the path of the first value that does not fit
 */
export function checkedInput<S extends z.ZodType>(schema: S, input: z.input<S>): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new DomainError("INVALID", { field: parsed.error.issues[0]?.path.join(".") ?? "" });
}
