// The query of a request as its schema has it.
import * as z from "zod";
import { invalid } from "./problem.ts";

const isList = (schema: z.ZodType): boolean =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? isList(schema.unwrap() as z.ZodType)
    : schema instanceof z.ZodArray;

/** One sentence for each field that is wrong. */
export function problemsOf(error: z.ZodError): Record<string, string> {
  const problems: Record<string, string> = {};
  for (const { path, message, code, ...issue } of error.issues) {
    if (code === "unrecognized_keys") {
      for (const key of (issue as { keys?: string[] }).keys ?? []) problems[key] ??= "There is no such parameter.";
    } else problems[path.join(".") || "body"] ??= message;
  }
  return problems;
}

/** Lists are separated by commas. @throws ApiError */
export function readQuery<S extends z.ZodObject>(schema: S, given: URLSearchParams): z.output<S> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of given) {
    if (Object.hasOwn(values, name)) throw invalid({ [name]: "Give this parameter once." });
    const field = Object.hasOwn(schema.shape, name) ? (schema.shape[name] as z.ZodType) : undefined;
    values[name] = field && isList(field) ? value.split(",").map((part) => part.trim()) : value;
  }
  const parsed = schema.safeParse(values);
  if (!parsed.success) throw invalid(problemsOf(parsed.error));
  return parsed.data;
}
