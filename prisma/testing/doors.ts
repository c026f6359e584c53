// Finds every way into the newsroom, and makes input for it: for the tests of who may use which.
import { globSync } from "node:fs";
import path from "node:path";
import * as z from "zod";

export type Door = {
  /** File and name: "stories/actions.ts publishStory". */
  name: string;
  call: (input: unknown) => Promise<unknown>;
  /** Undefined for a door that checks its input itself. */
  schema: z.ZodType | undefined;
};

/** Every exported function of every file that begins with "use server". */
export async function serverActions(schemas: ReadonlyMap<unknown, z.ZodType>): Promise<Door[]> {
  const doors: Door[] = [];
  for (const file of globSync("lib/**/{actions,*-actions}.ts").sort())
    for (const [name, call] of Object.entries((await import(path.resolve(file))) as Record<string, Door["call"]>))
      doors.push({ name: `${file.replace(/^lib\//, "")} ${name}`, call, schema: schemas.get(call) });
  return doors.sort((a, b) => (a.name < b.name ? -1 : 1));
}

type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  minLength?: number;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  minItems?: number;
  $ref?: string;
};

/** A value for the field, made for this call (the id of a new row). Undefined for a field to which any value will do. */
export type MakeValue = (field: string) => Promise<unknown>;

/** Input for the schema with the required fields only. */
export async function sampleInput(schema: z.ZodType, makeValue: MakeValue): Promise<unknown> {
  return sample(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, "", makeValue);
}

async function sample(schema: JsonSchema, field: string, makeValue: MakeValue): Promise<unknown> {
  const { type, anyOf, oneOf, properties, required, items, format } = schema;
  const given = field === "" ? undefined : await makeValue(field);
  if (given !== undefined) return given;
  if ("const" in schema) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = anyOf ?? oneOf;
  if (choices)
    return sample(
      choices.find((each) => each.type !== "null" && !("const" in each)) ?? choices[0] ?? {},
      field,
      makeValue,
    );
  if (type === "object") {
    const made: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(properties ?? {}))
      if (required?.includes(name)) made[name] = await sample(inner, name, makeValue);
    return made;
  }
  if (type === "array") return items && schema.minItems !== 0 ? [await sample(items, field, makeValue)] : [];
  if (type === "integer" || type === "number") return Math.max(schema.minimum ?? 0, 0);
  if (type === "boolean") return false;
  if (type !== "string") return undefined;
  if (format === "date-time") return new Date(Date.now() + 86_400_000).toISOString();
  return "Some words".padEnd(schema.minLength ?? 0, ".");
}
