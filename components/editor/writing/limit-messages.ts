import type { Limit, Passed } from "#lib/document/limits.ts";

const number = (value: number): string => value.toLocaleString("en-GB");
const kilobytes = (bytes: number): string => `${number(Math.ceil(bytes / 1024))} kB`;

const sentences: Record<Limit, (passed: Passed) => string> = {
  blocks: ({ value, max }) =>
    `With this the story would have ${number(value)} paragraphs and other blocks. A story can have ${number(max)}. Add a smaller part, or split the text into several stories.`,
  cells: ({ value, max }) =>
    `With this the tables of the story would have ${number(value)} cells. A story can have ${number(max)}. Add the most important part, and link to the rest.`,
  bytes: ({ value, max }) =>
    `With this the story would take ${kilobytes(value)}. A story can take ${kilobytes(max)}. Add a smaller part, or split the text into several stories.`,
  depth: () => "Blocks cannot be nested any deeper here. Move the innermost one up first.",
  lists: ({ max }) => `A list can have ${number(max)} levels. Move the innermost one up first.`,
  rows: ({ value, max }) =>
    `With this the table would have ${number(value)} rows. A table can have ${number(max)}. Add fewer rows, or make a second table.`,
  columns: ({ value, max }) =>
    `With this the table would have ${number(value)} columns. A table can have ${number(max)}. Add fewer columns, or make a second table.`,
  unstorable: () => "This text holds a character that cannot be stored. Paste it again as plain text.",
};

/** Explains why a change was refused and what to do instead. */
export const refusalMessage = (passed: Passed): string => sentences[passed.limit](passed);

/** Warns a writer before the story is full. */
export function limitWarning({ limit, value, max }: Passed): string {
  const [has, of] = limit === "bytes" ? [kilobytes(value), kilobytes(max)] : [number(value), number(max)];
  const what = limit === "bytes" ? "" : limit === "cells" ? " table cells" : " paragraphs and other blocks";
  const state = value < max ? "almost full" : "full";
  return `This story is ${state}: ${has} of ${of}${what}. Split it into several stories to add more.`;
}
