// The keys of the screen of a front.
import type { KeyGroup } from "#components/editor/keys/key-list.ts";

/** Parts of the screen. On a phone one of them is shown. */
export const panes = { stories: "Stories", draft: "Draft", live: "Live" } as const;
export type Pane = keyof typeof panes;
/** Where a key leads: to a part of the screen, or to the question whether to launch. */
export type FrontJump = Pane | "launch";

const keys: Record<FrontJump, string> = { stories: "S", draft: "D", live: "L", launch: "Enter" };
const keyNames = (jump: FrontJump): string => `Alt Shift ${keys[jump]}`;
/** For `aria-keyshortcuts`. */
export const shortcutOf = (jump: FrontJump): string => `Alt+Shift+${keys[jump]}`;

type Key = Pick<KeyboardEvent, "key" | "code" | "altKey" | "shiftKey" | "ctrlKey" | "metaKey">;
/** What a key press asks for; null for any other. With Alt a Mac writes other signs, so the place of the key counts as well. */
export function jumpOf({ key, code, altKey, shiftKey, ctrlKey, metaKey }: Key): FrontJump | null {
  if (!altKey || !shiftKey || ctrlKey || metaKey) return null;
  const pressed = /^[a-z]$/i.test(key) || key === "Enter" ? key.toUpperCase() : code.replace(/^Key/, "").toUpperCase();
  return (Object.keys(keys) as FrontJump[]).find((jump) => keys[jump].toUpperCase() === pressed) ?? null;
}

/** As the dialog "Keyboard shortcuts" lists them. */
export const frontKeyList: readonly KeyGroup[] = [
  {
    title: "Front",
    lines: [
      { does: "Go to the stories", keys: [keyNames("stories")] },
      { does: "Go to the draft", keys: [keyNames("draft")] },
      { does: "Go to the live front", keys: [keyNames("live")] },
      { does: "Launch, after a question", keys: [keyNames("launch")] },
      { does: "Undo the last change", keys: ["Mod Z"] },
      { does: "Command palette", keys: ["Mod K"] },
      { does: "Keyboard shortcuts", keys: ["Mod /", "?"] },
    ],
  },
  {
    title: "Card of the draft",
    lines: [
      { does: "Move up, also into the container above", keys: ["Alt ↑"] },
      { does: "Move down, also into the container below", keys: ["Alt ↓"] },
      { does: "Edit", keys: ["Enter"] },
      { does: "Remove from the front", keys: ["Delete", "Backspace"] },
    ],
  },
];
