/** Something that a person should check after an import. The import continues. */
export type Warning = {
  kind: WarningKind;
  /** Path of the file below the root of the import. */
  file: string;
  /** Line in the file, counted from 1; absent if the whole file is meant. */
  line?: number;
  /** The item, where a file holds several: see `placeOf`. */
  item?: string;
  /** What was found, as written in the file: "legacy-img", "2014/03/a.png". */
  what: string;
};

export type WarningKind =
  | "picture-missing"
  | "picture-refused"
  | "picture-changed"
  | "file-refused"
  | "shortcode-dropped"
  | "embed-linked"
  | "element-dropped"
  | "link-dropped"
  | "link-unknown"
  | "braces-kept"
  | "draft"
  | "address-changed"
  | "alias-dropped"
  | "not-utf8"
  | "title-guessed"
  | "names-dropped"
  | "shortcode-kept"
  | "block-dropped"
  | "alias-unusable"
  | "source-changed"
  | "changed-here"
  | "history-left"
  | "left-here"
  | "comments-left"
  | "was-sticky"
  | "was-scheduled";

/** Collects warnings of one file. */
export type Warn = (kind: WarningKind, what: string, line?: number) => void;

/** A file that could not be imported; `message` is one plain sentence. */
export class SkippedFile extends Error {}

/** An error that the person who started the import has to fix; the message is one plain sentence. */
export class SourceError extends Error {}
