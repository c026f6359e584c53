// @vitest-environment jsdom
import type { Node } from "@tiptap/pm/model";
import { EditorState } from "@tiptap/pm/state";
import { EditorView } from "@tiptap/pm/view";
import { describe, expect, test } from "vitest";
import { gallery } from "#lib/document/blocks/gallery/block.ts";
import { video } from "#lib/document/blocks/video/block.ts";
import { paragraph, type StoryParts, storyDocument } from "#lib/document/build.ts";
import { guardDocument } from "#lib/document/guard.ts";
import { newId } from "#lib/ids.ts";
import type { StoredMedia } from "#lib/media/types.ts";
import { blockViews } from "../blocks/registry.ts";
import { Lookup } from "../lookup.ts";
import { Desk } from "../testing/desk.ts";
import { fillMedia, insertMedia, mediaBlock, removeMedia, setMedia, setPosterOf } from "./media-steps.ts";
import { type MediaRequestDetail, mediaEvent } from "./media-view.ts";

const write = (...body: NonNullable<StoryParts["body"]>): Desk => new Desk(storyDocument({ body }));
const stored = (more: Partial<StoredMedia> = {}): StoredMedia => ({
  id: newId(),
  kind: "VIDEO",
  format: "mp4",
  bytes: 12_400_000,
  fileName: "Ferry.mp4",
  durationSeconds: 65,
  width: 640,
  height: 360,
  captions: "",
  captionsLanguage: "",
  transcript: "",
  posterId: null,
  version: 1,
  createdAt: new Date(0),
  ...more,
});
const apply = (desk: Desk, tr: Parameters<Desk["dispatch"]>[0] | null) => {
  if (tr) desk.dispatch(tr);
  guardDocument(desk.state.doc);
  return tr !== null;
};

describe("a video in a story", () => {
  test("waits for its file with the caret in its caption, and keeps what is written meanwhile", () => {
    const desk = write(paragraph("Text"));
    desk.caretAt("Text", "after");
    apply(desk, insertMedia(desk.state, "video", "block-0001"));
    desk.type("Leaving");
    const [film, posterId] = [stored(), newId()];
    expect(apply(desk, fillMedia(desk.state, "block-0001", { ...film, posterId }))).toBe(true);
    const node = mediaBlock(desk.state.doc, "block-0001")?.node;
    expect(node?.attrs).toMatchObject({ media: film.id, picture: posterId });
    expect(node?.firstChild?.textContent).toBe("Leaving");
    expect(fillMedia(desk.state, "block-0001", stored())).toBeNull();
  });

  test("is removed if its upload fails, unless it has words by then", () => {
    const desk = write(paragraph("Text"));
    apply(desk, insertMedia(desk.state, "video", "block-0001"));
    apply(desk, removeMedia(desk.state, "block-0001"));
    expect(mediaBlock(desk.state.doc, "block-0001")).toBeNull();
    apply(desk, insertMedia(desk.state, "audio", "block-0002"));
    desk.type("Horn");
    expect(removeMedia(desk.state, "block-0002")).toBeNull();
    apply(desk, insertMedia(desk.state, "file", "block-0003", { title: "Riders" }));
    apply(desk, removeMedia(desk.state, "block-0003"));
    expect(mediaBlock(desk.state.doc, "block-0003")).toBeNull();
  });

  test("gets another file and another poster, and an arriving poster replaces none", () => {
    const desk = write(video({ media: newId() }));
    const id = String(desk.state.doc.child(2).attrs.id);
    const [other, first, second] = [stored(), newId(), newId()];
    apply(desk, setMedia(desk.state, id, other));
    apply(desk, setPosterOf(desk.state, id, first, { onlyIfNone: true }));
    expect(apply(desk, setPosterOf(desk.state, id, second, { onlyIfNone: true }))).toBe(false);
    apply(desk, setPosterOf(desk.state, id, second));
    expect(desk.state.doc.child(2).attrs).toMatchObject({ media: other.id, picture: second });
    expect(setMedia(desk.state, "gone-block", other)).toBeNull();
  });
});

describe("a file that was uploaded before", () => {
  test("is inserted at the caret with its poster", () => {
    const desk = write(paragraph("Text"));
    desk.caretAt("Text", "after");
    const film = stored({ posterId: newId() });
    apply(desk, insertMedia(desk.state, "video", "block-0001", { media: film }));
    desk.type("Leaving");
    const node = mediaBlock(desk.state.doc, "block-0001")?.node;
    expect(node?.attrs).toMatchObject({ media: film.id, picture: film.posterId });
    expect(node?.firstChild?.textContent).toBe("Leaving");
  });

  test("is inserted as a document with its title, and as a sound without a poster", () => {
    const desk = write(paragraph("Text"));
    desk.caretAt("Text", "after");
    const [sheet, talk] = [stored({ kind: "DOCUMENT" }), stored({ kind: "AUDIO", posterId: newId() })];
    apply(desk, insertMedia(desk.state, "audio", "block-0001", { media: talk }));
    apply(desk, insertMedia(desk.state, "file", "block-0002", { title: "Riders", media: sheet }));
    expect(mediaBlock(desk.state.doc, "block-0001")?.node.attrs).toEqual({ id: "block-0001", media: talk.id });
    expect(mediaBlock(desk.state.doc, "block-0002")?.node).toMatchObject({ attrs: { media: sheet.id } });
    expect(mediaBlock(desk.state.doc, "block-0002")?.node.textContent).toBe("Riders");
  });
});

describe("views of galleries and videos", () => {
  const show = (...body: NonNullable<StoryParts["body"]>) => {
    const names = {
      sections: [],
      topics: [],
      authors: [],
      stories: [],
      people: [],
      collections: [],
      pictures: {},
      media: {},
    };
    const lookup = new Lookup(names);
    const nodeViews = Object.fromEntries(
      Object.entries(blockViews).map(([name, make]) => [
        name,
        (node: Node, view: EditorView, getPos: () => number | undefined) => make(node, view, getPos, lookup),
      ]),
    );
    const view = new EditorView(document.body, {
      state: EditorState.create({ doc: storyDocument({ body }) }),
      nodeViews,
    });
    const button = (label: string) =>
      [...view.dom.querySelectorAll("button")].filter((one) => one.textContent === label);
    return { view, lookup, button };
  };

  test("a video names its file once it is known, and asks for what its buttons say", () => {
    const film = newId();
    const { view, lookup, button } = show(video({ media: film }), video({ media: null }));
    const words = () => [...view.dom.querySelectorAll("[data-bar] p")].map((one) => one.textContent);
    expect(words()).toEqual(["This video is not known here", "No video yet"]);
    const { kind, format, bytes, fileName, durationSeconds } = stored();
    lookup.add({ media: { [film]: { kind, format, bytes, fileName, durationSeconds, captions: true } } });
    expect(words()[0]).toBe("Ferry.mp4, 1:05, 12 MB, with captions");
    expect(view.dom.querySelector("video")?.getAttribute("src")).toBe(`/media/${film}/video.mp4`);
    const wishes: MediaRequestDetail[] = [];
    document.addEventListener(mediaEvent, (event) => wishes.push((event as CustomEvent<MediaRequestDetail>).detail));
    for (const label of ["Replace", "Captions and transcript", "Poster"]) button(label)[0]?.click();
    expect(wishes.map(({ wish }) => wish)).toEqual(["replace", "captions", "poster"]);
    button("Remove")[0]?.click();
    expect(words()).toEqual(["No video yet"]);
    view.destroy();
  });

  test("the buttons of a gallery change its order and layout, and remove it with its last picture", () => {
    const pictures = ["One", "Two"].map((caption) => ({ picture: newId(), caption }));
    const { view, button } = show(gallery({ pictures }), paragraph("After"));
    const captions = () => [...view.dom.querySelectorAll("[data-gallery] figcaption")].map((one) => one.textContent);
    button("Later")[0]?.click();
    expect(captions()).toEqual(["Two", "One"]);
    expect(document.activeElement?.textContent).toBe("Later");
    button("Earlier")[0]?.click();
    expect(captions()).toEqual(["Two", "One"]);
    button("Side by side")[0]?.click();
    expect(view.state.doc.child(2).attrs.layout).toBe("row");
    expect(button("Side by side")[0]?.getAttribute("aria-pressed")).toBe("true");
    button("Remove")[0]?.click();
    button("Remove")[0]?.click();
    expect(view.state.doc.children.map(({ type }) => type.name)).toEqual(["headline", "standfirst", "paragraph"]);
    view.destroy();
  });
});
