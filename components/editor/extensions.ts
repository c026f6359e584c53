import { Extension, type Extensions, type Node as NodeExtension } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import { gapCursor } from "@tiptap/pm/gapcursor";

import { keymap } from "@tiptap/pm/keymap";
import { Plugin } from "@tiptap/pm/state";
import type { NodeName } from "#lib/document/nodes.ts";
import { documentExtensions } from "#lib/document/schema.ts";
import { blockViews } from "./blocks/registry.ts";
import { comments } from "./comments/anchors.ts";
import { findKeys, searchHighlights } from "./finding/highlights.ts";
import { focusMode } from "./focus-mode.ts";
import type { Lookup } from "./lookup.ts";
import { overflow } from "./overflow.ts";
import { pastePictures, watchPastes } from "./pictures/paste-pictures.ts";
import type { PastedPicture } from "./pictures/pasted-pictures.ts";
import { filesOf } from "./pictures/upload.ts";
import { uploadPlaces } from "./pictures/upload-places.ts";
import { type Cursors, cursorsPlugin } from "./presence/cursors.ts";
import { collab } from "./saving/collab.ts";
import { editHistory } from "./saving/history.ts";
import { spelling } from "./spelling.ts";
import { type SuggestingOptions, showSuggestions, suggesting } from "./suggesting/extension.ts";
import { addTrigger } from "./writing/add-trigger.ts";
import { autoLinks } from "./writing/auto-links.ts";
import { automaticChanges } from "./writing/automatic.ts";
import { beforeInputDeletes } from "./writing/before-input-deletes.ts";
import { footnoteNumbersShown } from "./writing/footnotes.ts";
import { gate } from "./writing/gate.ts";
import { blockIds } from "./writing/ids.ts";
import { markdownRules } from "./writing/input-rules.ts";
import { labels } from "./writing/labels.ts";
import { linkTrigger } from "./writing/link-trigger.ts";
import { readSelectionBeforeKeys } from "./writing/read-selection.ts";
import { storyKeys } from "./writing/story-keys.ts";
import { textPaste } from "./writing/text-paste.ts";
import { setText, typesetPaste, typographyRules } from "./writing/typography-rules.ts";
import { zoneInput } from "./writing/zone-input.ts";

export type WritingOptions = {
  version: number;
  lookup: Lookup;
  /** The cursors of others. */
  cursors: Cursors;
  /** Handles keys while a list is open that "/" or "@" opened. */
  onAddKey: (event: KeyboardEvent) => boolean;
  onLink: () => void;
  onFind: () => void;
  /** Called when commented text was clicked. */
  onThread: (threadId: string) => void;
  /** Called with pasted or dropped pictures; `pos` is null for a paste at the caret. */
  onPictures: (files: File[], pos: number | null) => void;
  /** Called with the figures of a paste that wait for their pictures. */
  onPasted: (pictures: readonly PastedPicture[]) => void;
  suggesting: SuggestingOptions;
  /** Called when a change was refused because the story cannot hold it. */
  onRefused: (sentence: string) => void;
};

const pictureHands = (onPictures: WritingOptions["onPictures"]): Plugin =>
  new Plugin({
    props: {
      handlePaste(_view, event) {
        const files = filesOf(event.clipboardData);
        if (files.length > 0) onPictures(files, null);
        return files.length > 0;
      },
      handleDrop(view, event) {
        const files = filesOf(event.dataTransfer);
        if (files.length === 0) return false;
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (at) onPictures(files, at.pos);
        return true;
      },
    },
  });

/** Everything that the editor does beyond the schema, in order of precedence. */
const writing = (options: WritingOptions) =>
  Extension.create({
    name: "writing",
    addProseMirrorPlugins() {
      const find = () => {
        options.onFind();
        return true;
      };
      return [
        readSelectionBeforeKeys(),
        addTrigger(options.onAddKey),
        linkTrigger(options.onAddKey),
        keymap({
          "Mod-k": () => {
            options.onLink();
            return true;
          },
          ...Object.fromEntries(findKeys.map((name) => [name, find])),
          // Focus mode, which the page handles: with Caps Lock on it would be taken for Mod-f.
          "Shift-Mod-f": () => true,
        }),
        searchHighlights(),
        automaticChanges([...markdownRules, ...typographyRules], setText),
        keymap(storyKeys),
        beforeInputDeletes(),
        autoLinks(),
        typesetPaste(),
        pictureHands(options.onPictures),
        watchPastes(),
        textPaste((offer) => this.editor.emit("pageOffered", offer)),
        zoneInput(),
        pastePictures(options.onPasted),
        uploadPlaces(),
        blockIds(),
        labels(),
        overflow(),
        spelling(),
        focusMode(),
        footnoteNumbersShown(),
        dropCursor({ color: false, class: "drop-cursor", width: 2 }),
        gapCursor(),
        editHistory({ depth: 500, newGroupDelay: 600 }),
        collab(options.version),
        cursorsPlugin(options.cursors),
        comments(options.version, options.onThread),
      ];
    },
  });

/** The schema of stories with the editor's views of pictures and cards, and the plugins above. */
export function storyExtensions(options: WritingOptions): Extensions {
  const { lookup } = options;
  const shown = documentExtensions.map((extension) => {
    const makeView = blockViews[extension.name as NodeName];
    if (!makeView) return extension;
    return (extension as NodeExtension).extend({
      addNodeView:
        () =>
        ({ node, view, getPos }) =>
          makeView(node, view, getPos, lookup),
    });
  });
  return [...showSuggestions(shown, lookup), gate(options.onRefused), writing(options), suggesting(options.suggesting)];
}
