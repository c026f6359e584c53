import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type JsonRecord, jsonRecords } from "./records.ts";

async function* inPieces(text: string, length: number): AsyncIterable<string> {
  for (let at = 0; at < text.length; at += length) yield text.slice(at, at + length);
}

async function read(text: string, isRecord: (path: readonly (string | number)[]) => boolean, length = 7) {
  const found: JsonRecord[] = [];
  for await (const record of jsonRecords(inPieces(text, length), isRecord)) found.push(record);
  return found;
}

const posts = (path: readonly (string | number)[]) => path.length === 2 && path[0] === "posts";

test("reads each value of a list with its path and line, whatever the size of the pieces", async () => {
  const text = '{"meta": {"posts": [9]},\n "posts": [\n  {"a": "x\\"]}"},\n  12, null,\n ["]"] ]}';
  for (const length of [1, 2, 5, 1000])
    expect(await read(text, posts, length), String(length)).toEqual([
      { value: { a: 'x"]}' }, path: ["posts", 0], line: 3 },
      { value: 12, path: ["posts", 1], line: 4 },
      { value: null, path: ["posts", 2], line: 4 },
      { value: ["]"], path: ["posts", 3], line: 5 },
    ]);
});

test("reads a value on each line", async () => {
  expect(
    (await read('{"a":1}\n{"a":2}\n', (path) => path.length === 0)).map((each) => "value" in each && each.value),
  ).toEqual([{ a: 1 }, { a: 2 }]);
});

test("gives the values before the place where a file was cut off, and names the place", async () => {
  expect(await read('{"posts": [{"a": 1},\n{"a": "b', posts)).toEqual([
    { value: { a: 1 }, path: ["posts", 0], line: 1 },
    { line: 2, path: ["posts", 1], problem: "the file ends in the middle of it" },
  ]);
});

test("continues after a value that is not JSON", async () => {
  expect(await read('{"posts": [{"a": nope}, {"a": 2}]}', posts)).toMatchObject([
    { line: 1, problem: expect.stringContaining("it is not JSON") },
    { value: { a: 2 } },
  ]);
});

test("finds any value in any JSON", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.jsonValue()), fc.integer({ min: 1, max: 40 }), async (values, length) => {
      const text = JSON.stringify({ 'po"sts': values, posts: values }, null, 1);
      const found = await read(text, posts, length);
      expect(found.map((each) => ("value" in each ? each.value : each))).toEqual(JSON.parse(JSON.stringify(values)));
    }),
    { numRuns: 60 },
  );
});
