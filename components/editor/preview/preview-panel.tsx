"use client";
import { NativeSelect, SegmentedControl } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import type { Editor } from "@tiptap/react";
import { useRef, useState } from "react";
import { formsOf, type SmallForm, smallForms } from "#components/newsroom/small-forms/forms.ts";
import { ScaledFrame } from "#components/newsroom/small-forms/scaled-frame.tsx";
import type { Kind } from "#lib/document/fields.ts";
import type { SaveState } from "../saving/save-state.ts";
import classes from "./preview.module.css";
import { type Theme, useLiveFrame } from "./use-live-frame.ts";

/** Widths in pixels of the screens on which a preview is shown. */
const screens = {
  phone: { name: "Phone", width: 390 },
  tablet: { name: "Tablet", width: 820 },
  desktop: { name: "Desktop", width: 1280 },
} as const;
type Screen = keyof typeof screens;
const themes: Readonly<Record<Theme, string>> = { light: "Light", dark: "Dark" };

const optionsOf = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, label]) => ({ value, label }));
const screenOptions = Object.entries(screens).map(([value, { name }]) => ({ value, label: name }));

type Props = {
  storyId: string;
  editor: Editor;
  kind: Kind;
  saveState: SaveState;
  /** A counter that grows when the status of the story changes. */
  news: number;
};

/** The saved text as readers will see it, scaled to fit beside the text. */
export function PreviewPanel({ storyId, editor, kind, saveState, news }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [screen, setScreen] = useLocalStorage<Screen>({ key: "galley-preview-screen", defaultValue: "phone" });
  const [theme, setTheme] = useLocalStorage<Theme>({ key: "galley-preview-theme", defaultValue: "light" });
  const [form, setForm] = useState<SmallForm | "page">("page");
  const address = `/desk/preview/${storyId}${form === "page" ? "" : `/${form}`}`;
  const { isBehind, onLoad } = useLiveFrame({ editor, frame, address, theme, news });
  const isUnsaved = saveState.kind !== "saved" && saveState.kind !== "saving";
  const whole = kind === "PAGE" ? "Whole page" : "Story page";
  return (
    <div className={classes.preview}>
      <div className={classes.choices}>
        <NativeSelect
          aria-label="Form"
          size="xs"
          value={form}
          onChange={({ currentTarget }) => setForm(currentTarget.value as SmallForm | "page")}
          data={[
            { value: "page", label: whole },
            ...formsOf(kind).map((name) => ({ value: name, label: smallForms[name].name })),
          ]}
        />
        <SegmentedControl
          aria-label="Screen"
          size="xs"
          value={screen}
          onChange={(value) => setScreen(value as Screen)}
          data={screenOptions}
        />
        <SegmentedControl
          aria-label="Colours"
          size="xs"
          value={theme}
          onChange={(value) => setTheme(value as Theme)}
          data={optionsOf(themes)}
        />
      </div>
      <div role="status" className={classes.remark}>
        {isUnsaved || isBehind ? (
          <p data-behind="">
            {isUnsaved
              ? "Your last changes are not saved. The preview shows the saved text."
              : "The preview could not be updated. It is loaded again after the next change."}
          </p>
        ) : (
          <p>Without suggestions. Readers do not see it.</p>
        )}
      </div>
      <div className={classes.stage}>
        <ScaledFrame
          src={address}
          title={form === "page" ? "The story as readers will see it" : smallForms[form].name}
          width={(screens[screen] ?? screens.phone).width}
          colorScheme={theme}
          frameRef={frame}
          onLoad={onLoad}
        />
      </div>
    </div>
  );
}
