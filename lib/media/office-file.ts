// Whether a zip archive is a document or a spreadsheet of Office without macros, by what is inside.
import { type Entry, open as openZip, type ZipFile } from "yauzl";
import type { MediaContent, MediaFormat, MediaRefusal } from "./types.ts";

/** The part that makes the archive a document, and its declared type. */
const mainParts: Readonly<Record<string, { format: MediaFormat; type: string }>> = {
  "word/document.xml": {
    format: "docx",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
  },
  "xl/workbook.xml": {
    format: "xlsx",
    type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
  },
};

const maxEntries = 20_000;
/** Decompressed bytes of the list of types; of real files it has some 10,000. */
const maxTypes = 2_000_000;

/** Macros, ActiveX controls and embedded programs run when somebody opens the file. */
const active = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|activeX\/|macrosheets\/|dialogsheets\/|oleObject[^/]*\.bin)/i;

export async function inspectOffice(
  path: string,
  document: (format: MediaFormat) => MediaContent,
): Promise<MediaContent | MediaRefusal> {
  let archive: ZipFile;
  try {
    archive = await openArchive(path);
  } catch {
    return { reason: "broken" };
  }
  try {
    let types = "";
    let main: (typeof mainParts)[string] | undefined;
    for await (const entry of entriesOf(archive)) {
      if (active.test(entry.fileName)) return { reason: "macros" };
      if (entry.isEncrypted()) return { reason: "encrypted" };
      main ??= mainParts[entry.fileName];
      if (entry.fileName === "[Content_Types].xml") types = await textOf(archive, entry);
    }
    if (!main) return { reason: "unknown" };
    if (/macroEnabled|vbaProject/i.test(types)) return { reason: "macros" };
    return types.includes(main.type) ? document(main.format) : { reason: "unknown" };
  } catch {
    return { reason: "broken" };
  } finally {
    archive.close();
  }
}

const openArchive = (path: string): Promise<ZipFile> =>
  new Promise((resolve, reject) =>
    openZip(path, { lazyEntries: true, autoClose: false }, (error, archive) =>
      error ? reject(error) : resolve(archive),
    ),
  );

/** @throws for a damaged archive and for one with too many files */
async function* entriesOf(archive: ZipFile): AsyncGenerator<Entry> {
  if (archive.entryCount > maxEntries) throw new Error("too many files in the archive");
  for (;;) {
    const entry = await new Promise<Entry | null>((resolve, reject) => {
      const clear = () => archive.removeAllListeners("entry").removeAllListeners("end").removeAllListeners("error");
      archive.once("entry", (found: Entry) => {
        clear();
        resolve(found);
      });
      archive.once("end", () => {
        clear();
        resolve(null);
      });
      archive.once("error", (error) => {
        clear();
        reject(error);
      });
      archive.readEntry();
    });
    if (!entry) return;
    yield entry;
  }
}

const textOf = (archive: ZipFile, entry: Entry): Promise<string> =>
  new Promise((resolve, reject) => {
    if (entry.uncompressedSize > maxTypes) return reject(new Error("the list of types is too long"));
    archive.openReadStream(entry, (error, stream) => {
      if (error) return reject(error);
      let text = "";
      stream.setEncoding("utf8");
      stream.on("data", (part: string) => {
        text += part;
        if (text.length > maxTypes) stream.destroy(new Error("the list of types is too long"));
      });
      stream.on("end", () => resolve(text));
      stream.on("error", reject);
    });
  });
