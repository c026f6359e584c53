// Simulates typing, including the rules that react to typed characters.
import type { EditorState, Plugin, Transaction } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { automaticChanges } from "../writing/automatic.ts";
import { markdownRules } from "../writing/input-rules.ts";
import { setText, typesetPaste, typographyRules } from "../writing/typography-rules.ts";
import type { Desk } from "./desk.ts";

/** The editor plugins that change typed or pasted text. */
export const typistPlugins = () => [automaticChanges([...markdownRules, ...typographyRules], setText), typesetPaste()];

type Hands = Pick<Desk, "state" | "dispatch" | "press">;

const viewOf = (desk: Hands): EditorView =>
  ({
    get state(): EditorState {
      return desk.state;
    },
    dispatch: (tr: Transaction) => desk.dispatch(tr),
    composing: false,
    isDestroyed: false,
    someProp: () => undefined,
  }) as unknown as EditorView;

function write(desk: Hands, rules: Plugin, text: string): void {
  const { from, to } = desk.state.selection;
  const plainly = () => desk.state.tr.insertText(text, from, to);
  if (!rules.props.handleTextInput?.call(rules, viewOf(desk), from, to, text, plainly)) desk.dispatch(plainly());
}
function rulesOf(desk: Hands): Plugin {
  const rules = desk.state.plugins.find(({ props }) => props.handleTextInput);
  if (!rules) throw new Error("This editor has no rules for typing");
  return rules;
}
/** Inserts text at once, as dictation does. */
export const dictate = (desk: Hands, text: string): void => write(desk, rulesOf(desk), text);

/** Types key by key, "\n" for Enter, into an editor with `typistPlugins`. */
export function typeKeys(desk: Hands, keys: string): void {
  const rules = rulesOf(desk);
  for (const key of keys) {
    if (key !== "\n") {
      write(desk, rules, key);
      continue;
    }
    rules.props.handleKeyDown?.call(rules, viewOf(desk), { key: "Enter", isComposing: false } as KeyboardEvent);
    desk.press("Enter");
  }
}
