import {
  IconBlockquote,
  IconBooks,
  IconCode,
  IconColumns2,
  IconExternalLink,
  IconFileDownload,
  IconH2,
  IconH3,
  IconHeadphones,
  IconId,
  IconInfoSquare,
  IconLibraryPhoto,
  IconLink,
  IconList,
  IconListDetails,
  IconListNumbers,
  IconListTree,
  IconMessageQuestion,
  IconMinus,
  IconMovie,
  IconNote,
  IconPhoto,
  IconPilcrow,
  IconQuote,
  IconSuperscript,
  IconTable,
  IconTemplate,
  IconTimelineEvent,
} from "@tabler/icons-react";
import type { BlockName } from "#lib/document/blocks/registry.ts";
import { EmbedView } from "../embeds/embed-view.ts";
import { MediaView } from "../media/media-view.ts";
import { FigureView, RelatedView } from "../pictures/figure-view.ts";
import { GalleryView } from "../pictures/gallery-view.ts";
import { ProfileView } from "../profiles/profile-view.ts";
import { SeriesView } from "../series/series-view.ts";
import { SnippetView } from "../snippets/snippet-view.ts";
import { insertCode, insertNoteToEditors } from "../writing/apart-keys.ts";
import {
  insertContents,
  insertDivider,
  insertEmbed,
  insertSeries,
  setParagraph,
  toggleList,
  toggleQuote,
  toggleSubheading,
} from "../writing/block-commands.ts";
import { insertBox, insertProfile } from "../writing/boxes.ts";
import { insertFootnote } from "../writing/footnotes.ts";
import { insertTable } from "../writing/table-commands.ts";
import type { EditorPart, MakeView } from "./part.ts";

const figureView: MakeView = (node, view, getPos, lookup) => new FigureView(node, view, getPos, lookup);
const galleryView: MakeView = (node, view, getPos) => new GalleryView(node, view, getPos);
const mediaView: MakeView = (node, view, getPos, lookup) => new MediaView(node, view, getPos, lookup);
const embedView: MakeView = (node, view, getPos) => new EmbedView(node, view, getPos);
const profileView: MakeView = (node, view, getPos) => new ProfileView(node, view, getPos);
const relatedView: MakeView = (node, view, getPos, lookup) => new RelatedView(node, view, getPos, lookup);
const seriesView: MakeView = (node, view, getPos, lookup) => new SeriesView(node, view, getPos, lookup);
const snippetView: MakeView = (node, view, getPos) => new SnippetView(node, view, getPos);

/** The editor part of each block; a missing one does not compile. */
export const editorParts = {
  paragraph: {
    menu: [{ order: 10, name: "Text", words: "paragraph", icon: IconPilcrow, keys: "Mod Alt 0", act: setParagraph }],
    views: {},
  },
  subheading: {
    menu: [
      {
        order: 20,
        name: "Subheading",
        words: "heading h2 crosshead",
        icon: IconH2,
        keys: "##",
        act: toggleSubheading(2),
      },
      { order: 21, name: "Small subheading", words: "heading h3", icon: IconH3, keys: "###", act: toggleSubheading(3) },
    ],
    views: {},
  },
  figure: {
    menu: [{ order: 30, name: "Picture", words: "image photo figure", icon: IconPhoto, act: "picture" }],
    views: { figure: figureView, mainFigure: figureView },
  },
  gallery: {
    menu: [
      { order: 32, name: "Gallery", words: "pictures photos images slideshow", icon: IconLibraryPhoto, act: "gallery" },
      { order: 33, name: "Picture pair", words: "two side by side gallery", icon: IconColumns2, act: "pair" },
    ],
    views: { gallery: galleryView },
  },
  quote: {
    menu: [
      {
        order: 40,
        name: "Quote",
        words: "blockquote",
        icon: IconBlockquote,
        keys: ">",
        act: toggleQuote("blockquote"),
      },
      { order: 41, name: "Pull quote", words: "", icon: IconQuote, act: toggleQuote("pullQuote") },
    ],
    views: {},
  },
  list: {
    menu: [
      {
        order: 50,
        name: "Bulleted list",
        words: "bullets ul",
        icon: IconList,
        keys: "-",
        act: toggleList("bulletList"),
      },
      {
        order: 51,
        name: "Numbered list",
        words: "ol",
        icon: IconListNumbers,
        keys: "1.",
        act: toggleList("orderedList"),
      },
    ],
    views: {},
  },
  table: {
    menu: [
      { order: 60, name: "Table", words: "rows columns grid spreadsheet figures", icon: IconTable, act: insertTable },
    ],
    views: {},
  },
  factBox: {
    menu: [
      {
        order: 65,
        name: "Fact box",
        words: "box background explainer details aside",
        icon: IconInfoSquare,
        act: insertBox("factBox"),
      },
    ],
    views: {},
  },
  video: {
    menu: [{ order: 34, name: "Video", words: "film clip mp4 webm", icon: IconMovie, act: "video" }],
    views: { video: mediaView },
  },
  audio: {
    menu: [{ order: 35, name: "Audio", words: "sound podcast interview mp3", icon: IconHeadphones, act: "audio" }],
    views: { audio: mediaView },
  },
  file: {
    menu: [
      { order: 36, name: "File", words: "document download pdf csv xlsx docx", icon: IconFileDownload, act: "file" },
    ],
    views: { file: mediaView },
  },
  embed: {
    menu: [
      {
        order: 37,
        name: "Embed",
        words:
          "youtube vimeo x twitter bluesky mastodon instagram tiktok facebook soundcloud spotify map chart iframe post",
        icon: IconExternalLink,
        act: insertEmbed,
      },
    ],
    views: { embed: embedView },
  },
  noteToEditors: {
    menu: [
      {
        order: 95,
        name: "Note to editors",
        words: "comment internal private instruction desk",
        icon: IconNote,
        act: insertNoteToEditors,
      },
    ],
    views: {},
  },
  qa: {
    menu: [
      {
        order: 66,
        name: "Q&A",
        words: "qa question answer interview faq",
        icon: IconMessageQuestion,
        act: insertBox("qa"),
      },
    ],
    views: {},
  },
  timeline: {
    menu: [
      {
        order: 67,
        name: "Timeline",
        words: "chronology dates events history",
        icon: IconTimelineEvent,
        act: insertBox("timelineEvent"),
      },
    ],
    views: {},
  },
  footnote: {
    menu: [
      {
        order: 69,
        name: "Footnote",
        words: "note reference source citation",
        icon: IconSuperscript,
        keys: "Mod Shift 6",
        act: insertFootnote,
      },
    ],
    views: {},
  },
  series: {
    menu: [
      {
        order: 82,
        name: "Series box",
        words: "parts related stories collection",
        icon: IconBooks,
        act: insertSeries,
      },
    ],
    views: { series: seriesView },
  },
  entry: {
    menu: [
      {
        order: 65,
        name: "List with headings",
        words: "listicle items steps numbered headlines",
        icon: IconListDetails,
        act: insertBox("entry"),
      },
    ],
    views: {},
  },
  profile: {
    menu: [
      {
        order: 66,
        name: "Profile",
        words: "person organisation portrait bio biography who box",
        icon: IconId,
        act: insertProfile,
      },
    ],
    views: { profile: profileView },
  },
  code: {
    menu: [{ order: 68, name: "Code", words: "program source pre monospace", icon: IconCode, act: insertCode }],
    views: {},
  },
  tableOfContents: {
    menu: [
      {
        order: 85,
        name: "Table of contents",
        words: "toc index chapters subheadings",
        icon: IconListTree,
        act: insertContents,
      },
    ],
    views: {},
  },
  relatedStory: {
    menu: [{ order: 80, name: "Related story", words: "link card read also", icon: IconLink, act: "related" }],
    views: { relatedStory: relatedView },
  },
  snippet: {
    menu: [
      {
        order: 82,
        name: "Snippet",
        words: "reuse boilerplate series about",
        icon: IconTemplate,
        act: "snippet",
      },
    ],
    views: { snippet: snippetView },
  },
  divider: {
    menu: [{ order: 90, name: "Divider", words: "line rule hr", icon: IconMinus, keys: "---", act: insertDivider }],
    views: {},
  },
} satisfies Record<BlockName, EditorPart>;

export const allEditorParts: readonly EditorPart[] = Object.values(editorParts);
export const blockViews: EditorPart["views"] = Object.assign({}, ...allEditorParts.map(({ views }) => views));
