import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { instant } from "./attributes.ts";
import {
  anything,
  attributes,
  boolean,
  either,
  exactly,
  integer,
  list,
  number,
  oneOf,
  pattern,
  string,
  type ValueCheck,
} from "./value-checks.ts";

/** Each check beside the zod schema that it must agree with. */
const pairs: [string, ValueCheck<unknown>, z.ZodType][] = [
  ["strings", string(3), z.string().max(3)],
  ["patterns", pattern(/^[a-c]{1,3}$/), z.string().regex(/^[a-c]{1,3}$/)],
  ["booleans", boolean, z.boolean()],
  ["numbers", number, z.number()],
  ["integers", integer(0, 9), z.int().min(0).max(9)],
  ["choices", oneOf(["a", 2]), z.union([z.literal("a"), z.literal(2)])],
  ["null", string().nullable(), z.string().nullable()],
  ["alternatives", either(number, boolean), z.union([z.number(), z.boolean()])],
  ["lists", list(integer(0, 9), 2), z.array(z.int().min(0).max(9)).max(2)],
  ["anything", list(anything, 2), z.array(z.unknown()).max(2)],
  ["attributes", attributes(number), z.record(z.string().max(40), z.number())],
  [
    "objects",
    exactly({ a: string(3), b: number.optional() }),
    z.strictObject({ a: z.string().max(3), b: z.number().optional() }),
  ],
];

const value = fc.oneof(
  fc.anything({ maxDepth: 2 }),
  fc.string({ maxLength: 5, unit: fc.constantFrom("a", "b", "é", "👍") }),
  fc.double(),
  fc.integer({ min: -2, max: 11 }),
  fc.array(fc.integer({ min: -1, max: 10 }), { maxLength: 3 }),
  fc.dictionary(fc.string({ maxLength: 45 }), fc.oneof(fc.double(), fc.string()), { maxKeys: 2 }),
  fc.record(
    { a: fc.string({ maxLength: 4 }), b: fc.double(), c: fc.anything(), d: fc.boolean() },
    { requiredKeys: [] },
  ),
);

test.each(pairs)("checks %s as zod does", (_name, check, schema) => {
  fc.assert(
    fc.property(value, (given) => {
      expect(check.is(given)).toBe(schema.safeParse(given).success);
    }),
    { numRuns: 500 },
  );
});

test("returns the value itself, never a copy", () => {
  const given = { a: "x" };
  expect(exactly({ a: string() }).safeParse(given).data).toBe(given);
});

test.each([
  ["2026-11-24T09:15:00Z", true],
  ["2026-11-24T09:15:00.123Z", true],
  ["2026-11-24T09:15Z", false],
  ["2024-02-29T00:00:00Z", true],
  ["2026-02-29T00:00:00Z", false],
  ["2026-02-30T00:00:00Z", false],
  ["2026-13-01T00:00:00Z", false],
  ["2026-11-24T24:00:00Z", false],
  ["2026-11-24T09:60:00Z", false],
  ["2026-11-24T09:15:00+01:00", false],
  ["2026-11-24 09:15:00Z", false],
  ["2026-11-24T09:15:00.123456789012Z", false],
  ["2026-11-24", false],
])("decides as zod does whether %s is an instant", (text, isOne) => {
  expect(instant.is(text)).toBe(isOne);
  expect(z.iso.datetime().max(30).safeParse(text).success).toBe(isOne);
});
