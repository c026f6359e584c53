// Markdown as one types it. Each rule can be taken back by Backspace.
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "@tiptap/pm/inputrules";
import type { Node, Schema } from "@tiptap/pm/model";
import { type EditorState, type Plugin, TextSelection, type Transaction } from "@tiptap/pm/state";
import { newBlockId } from "#lib/document/ids.ts";
import { inBlocks, insertBlock, nodeType, toggleQuote } from "./block-commands.ts";

type Handler = (state: EditorState, match: RegExpMatchArray, start: number, end: number) => Transaction | null;

/** Only where blocks may be changed, and only at the start of a paragraph. */
const blockRule = (pattern: RegExp, make: Handler): InputRule =>
  new InputRule(pattern, (state, match, start, end) =>
    inBlocks(state) && state.selection.$from.parent.type.name === "paragraph" ? make(state, match, start, end) : null,
  );

/** `rule` of ProseMirror, held to the body. */
function held(pattern: RegExp, rule: InputRule): InputRule {
  // A public part of the class that its types keep to themselves.
  const { handler } = rule as unknown as { handler: Handler };
  return blockRule(pattern, handler);
}

/** "**word**" and the like: the signs go, the words get the mark. Not where the block does not allow it. */
const markRule = (pattern: RegExp, name: string): InputRule =>
  new InputRule(pattern, (state, match, start, end) => {
    const type = state.schema.marks[name];
    const text = match[2];
    const lead = match[1] ?? "";
    const from = start + lead.length;
    const { $from } = state.selection;
    if (!type || text === undefined || !$from.parent.type.allowsMarkType(type)) return null;
    if (state.doc.rangeHasMark(from, end, state.schema.marks.code ?? type) && name !== "code") return null;
    const signs = (match[0].length - lead.length - text.length) / 2;
    const tr = state.tr;
    tr.delete(end - (signs - 1), end); // the last sign is not in the document yet
    tr.delete(from, from + signs);
    return tr.addMark(from, from + text.length, type.create()).removeStoredMark(type);
  });

export function markdownRules(schema: Schema): Plugin {
  const subheading = nodeType(schema, "subheading");
  const bullets = /^\s*([-*•])\s$/;
  const numbers = /^(\d{1,9})[.)]\s$/;
  return inputRules({
    rules: [
      held(
        /^(#{1,4})\s$/,
        textblockTypeInputRule(/^(#{1,4})\s$/, subheading, (match) => ({ level: (match[1]?.length ?? 2) > 2 ? 3 : 2 })),
      ),
      held(bullets, wrappingInputRule(bullets, nodeType(schema, "bulletList"))),
      held(
        numbers,
        wrappingInputRule(
          numbers,
          nodeType(schema, "orderedList"),
          (match) => ({ start: Number(match[1]) }),
          (match, node: Node) => node.childCount + Number(node.attrs.start) === Number(match[1]),
        ),
      ),
      blockRule(/^\s*[>»]\s$/, (state, _match, start, end) => {
        const cleared = state.apply(state.tr.delete(start, end));
        let quoted: Transaction | null = null;
        if (!toggleQuote("blockquote")(cleared, (tr) => (quoted = tr))) return null;
        return joined(state, start, end, quoted);
      }),
      blockRule(/^(---|—-|\*\*\*|___)$/, (state, _match, start, end) => {
        const cleared = state.apply(state.tr.delete(start, end));
        const divided = insertBlock(cleared, nodeType(schema, "divider").create({ id: newBlockId() }));
        return state.selection.$from.depth === 1 ? joined(state, start, end, divided) : null;
      }),
      markRule(/(^|[^*\w])\*\*([^*\s](?:[^*]*[^*\s])?)\*\*$/, "bold"),
      markRule(/(^|[^_\w])__([^_\s](?:[^_]*[^_\s])?)__$/, "bold"),
      markRule(/(^|[^*\w])\*([^*\s](?:[^*]*[^*\s])?)\*$/, "italic"),
      markRule(/(^|[^_\w])_([^_\s](?:[^_]*[^_\s])?)_$/, "italic"),
      markRule(/(^|[^~\w])~~([^~\s](?:[^~]*[^~\s])?)~~$/, "strike"),
      markRule(/(^|[^`\w])`([^`]+)`$/, "code"),
    ],
  });
}

/** What was made on a state without the typed sign, as a change of the state with it. */
function joined(state: EditorState, start: number, end: number, made: Transaction | null): Transaction | null {
  if (!made) return null;
  const tr = state.tr.delete(start, end);
  for (const step of made.steps) tr.step(step);
  const { anchor, head } = made.selection;
  return tr.setSelection(TextSelection.create(tr.doc, anchor, head));
}
