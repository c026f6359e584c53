import { expect, test } from "vitest";
import { storableInput } from "./storable-input.ts";

test("drops characters that cannot be stored from every text of an input", () => {
  const at = new Date(0);
  expect(storableInput({ name: "Zo\be\u0000", links: [{ label: "a\u007f" }], at, count: 3, none: null })).toEqual({
    name: "Zoe",
    links: [{ label: "a" }],
    at,
    count: 3,
    none: null,
  });
});
test("leaves a password as it was typed", () => {
  expect(storableInput({ password: "a\bb" })).toEqual({ password: "a\bb" });
});
