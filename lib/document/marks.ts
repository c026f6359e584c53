import { Mark } from "@tiptap/core";
import {
  blockId,
  href,
  instant,
  line,
  modificationKind,
  modifiedValue,
  rowId,
  suggestionId,
  validator,
  wireNumber,
} from "./attributes.ts";
import { safeHref } from "./links.ts";
import { string, type ValueCheck } from "./value-checks.ts";

/** Marks of a suggestion, allowed wherever a colleague may propose a change, on text and on whole blocks. */
export const suggestionMarks = "insertion deletion modification";

const bold = Mark.create({
  name: "bold",
  parseHTML: () => [
    { tag: "strong" },
    // Google Docs wraps a whole paste in <b style="font-weight: normal">.
    { tag: "b", getAttrs: (element) => element.style.fontWeight !== "normal" && null },
    { style: "font-weight=400", clearMark: (mark) => mark.type.name === "bold" },
    { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[5-9]\d{2,})$/.test(value) && null },
  ],
  renderHTML: () => ["strong", 0],
});

const italic = Mark.create({
  name: "italic",
  parseHTML: () => [
    { tag: "em" },
    { tag: "i", getAttrs: (element) => element.style.fontStyle !== "normal" && null },
    { style: "font-style=normal", clearMark: (mark) => mark.type.name === "italic" },
    { style: "font-style", getAttrs: (value) => /^(italic|oblique)/.test(value) && null },
  ],
  renderHTML: () => ["em", 0],
});

const strike = Mark.create({
  name: "strike",
  parseHTML: () => [
    { tag: "s" },
    { tag: "strike" },
    { tag: "del:not([data-suggestion])" },
    { style: "text-decoration", consuming: false, getAttrs: (value) => value.includes("line-through") && null },
    { style: "text-decoration-line", consuming: false, getAttrs: (value) => value.includes("line-through") && null },
  ],
  renderHTML: () => ["s", 0],
});

const subscript = Mark.create({
  name: "subscript",
  excludes: "subscript superscript",
  parseHTML: () => [{ tag: "sub" }, { style: "vertical-align=sub" }],
  renderHTML: () => ["sub", 0],
});

const superscript = Mark.create({
  name: "superscript",
  excludes: "superscript subscript",
  parseHTML: () => [{ tag: "sup" }, { style: "vertical-align=super" }],
  renderHTML: () => ["sup", 0],
});

const code = Mark.create({
  name: "code",
  code: true,
  parseHTML: () => [{ tag: "code" }],
  renderHTML: () => ["code", 0],
});

const link = Mark.create({
  name: "link",
  priority: 1000,
  inclusive: false,
  addAttributes: () => ({
    href: {
      isRequired: true,
      validate: validator(href, "href of link"),
      parseHTML: (element: HTMLElement) => safeHref(element.getAttribute("href")?.trim()),
    },
    // The story that it leads to: readers get the address that this story has when they read. `href` is where it was when the
    // link was made. It is not part of HTML, because what is pasted may come from another newsroom.
    story: {
      default: null,
      validate: validator(rowId.nullable(), "story of link"),
      rendered: false,
      parseHTML: () => null,
    },
  }),
  parseHTML: () => [
    {
      tag: "a[href]",
      getAttrs: (element) => (safeHref(element.getAttribute("href")?.trim()) === null ? false : null),
    },
  ],
  renderHTML: ({ mark }) => ["a", { href: safeHref(mark.attrs.href) ?? "#", rel: "noopener" }, 0],
});

/**
 * Words that were taken from an item of a wire, the number of the version that had them, and the agency to credit. It stays with
 * the words through every edit, move and copy, and readers do not get it; see wire-origin.ts. Words typed at its ends are not part of it.
 */
const wireChecks = { item: rowId, number: wireNumber, source: line(200) };
const wire = Mark.create({
  name: "wire",
  inclusive: false,
  addAttributes: () =>
    Object.fromEntries(
      Object.entries(wireChecks).map(([name, check]) => [name, { isRequired: true, validate: validator(check, name) }]),
    ),
  parseHTML: () => [
    {
      tag: "span[data-wire]",
      getAttrs: ({ dataset }) => {
        const attrs = { item: dataset.wire, number: Number(dataset.number), source: dataset.source };
        const { item, number, source } = wireChecks;
        return item.is(attrs.item) && number.is(attrs.number) && source.is(attrs.source) ? attrs : false;
      },
    },
  ],
  renderHTML: ({ mark: { attrs } }) => [
    "span",
    { "data-wire": attrs.item, "data-number": attrs.number, "data-source": attrs.source },
    0,
  ],
});

/** The text before the number of a footnote. The number is not stored: see footnotes.ts. */
const footnoteReference = Mark.create({
  name: "footnoteReference",
  inclusive: false,
  addAttributes: () => ({
    note: {
      isRequired: true,
      validate: validator(blockId, "note"),
      parseHTML: (element: HTMLElement) => element.getAttribute("data-note"),
    },
  }),
  parseHTML: () => [
    {
      tag: "span[data-note]",
      getAttrs: (element) => blockId.safeParse(element.getAttribute("data-note")).success && null,
    },
  ],
  renderHTML: ({ mark }) => ["span", { "data-note": mark.attrs.note }, 0],
});

/** The value of a data attribute when it is one that the attribute may hold, else null. */
const pasted = (name: string, check: ValueCheck<unknown>) => (element: HTMLElement) => {
  const value = check.safeParse(element.getAttribute(name));
  return value.success ? value.data : null;
};

/** Which suggestion, whose and when (an instant); one suggestion may span many marks with the same id. */
const suggestionAttributes = () => ({
  id: { isRequired: true, validate: validator(suggestionId, "id"), parseHTML: pasted("data-id", suggestionId) },
  person: { default: null, validate: validator(rowId.nullable(), "person"), parseHTML: pasted("data-person", rowId) },
  at: { default: null, validate: validator(instant.nullable(), "at"), parseHTML: pasted("data-at", instant) },
});
const withId = (element: HTMLElement) =>
  suggestionId.safeParse(element.getAttribute("data-id")).success ? null : false;
const dataOf = (kind: string, attrs: Record<string, unknown>) => ({
  "data-suggestion": kind,
  "data-id": attrs.id,
  "data-person": attrs.person,
  "data-at": attrs.at,
});

// One may strike out what another proposes, or change its form: the three kinds stand side by side.
const insertion = Mark.create({
  name: "insertion",
  inclusive: false,
  excludes: "insertion",
  addAttributes: suggestionAttributes,
  parseHTML: () => [{ tag: "ins[data-suggestion]", getAttrs: withId }],
  renderHTML: ({ mark }) => ["ins", dataOf("insertion", mark.attrs), 0],
});

const deletion = Mark.create({
  name: "deletion",
  inclusive: false,
  excludes: "deletion",
  addAttributes: suggestionAttributes,
  parseHTML: () => [{ tag: "del[data-suggestion]", getAttrs: withId }],
  renderHTML: ({ mark }) => ["del", dataOf("deletion", mark.attrs), 0],
});

/**
 * A changed attribute, mark or type; several may lie on one node, the oldest first. On a block also: split off the block
 * before it ("split"), or to be joined to it ("join"). It is never pasted: its former state is JSON.
 */
const modification = Mark.create({
  name: "modification",
  inclusive: false,
  excludes: "",
  addAttributes: () => ({
    ...suggestionAttributes(),
    type: { isRequired: true, validate: validator(modificationKind, "type of modification") },
    attrName: { default: null, validate: validator(string(40).nullable(), "attrName") },
    previousValue: { default: null, validate: validator(modifiedValue, "previousValue") },
    newValue: { default: null, validate: validator(modifiedValue, "newValue") },
  }),
  renderHTML: ({ mark }) => ["span", dataOf("modification", mark.attrs), 0],
});

/** In the order of nesting: a link holds what it emphasises, suggestions lie outside of nothing but text. */
export const markExtensions = [
  link,
  wire,
  footnoteReference,
  bold,
  italic,
  strike,
  subscript,
  superscript,
  code,
  insertion,
  deletion,
  modification,
];
