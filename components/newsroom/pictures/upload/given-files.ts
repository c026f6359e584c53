/** Whether a file may be a picture. Some systems give HEIC no type; the server decides by the bytes. */
const mayBePicture = (file: File): boolean => file.type.startsWith("image/") || /\.hei[cf]$/i.test(file.name);

/** Hidden files of file managers, such as "._IMG_1.jpg" of macOS, which look like pictures and are none. */
const isHidden = (file: File): boolean => file.name.startsWith(".");

/** Of a chosen folder only the pictures; files that somebody has chosen one by one are all taken, so that a mistake is named. */
export const picturesIn = (files: Iterable<File>): File[] =>
  [...files].filter((file) => mayBePicture(file) && !isHidden(file));

/**
 * The files of a drop or paste, with those of dropped folders. Must be called during the event, because the browser empties
 * `data` afterwards.
 */
export async function filesGiven(data: DataTransfer | null): Promise<File[]> {
  const items = [...(data?.items ?? [])].filter(({ kind }) => kind === "file");
  const found = items.map((item) => ({ entry: item.webkitGetAsEntry?.() ?? null, file: item.getAsFile() }));
  const files = await Promise.all(
    found.map(async ({ entry, file }) =>
      entry?.isDirectory ? picturesIn(await filesIn(entry as FileSystemDirectoryEntry)) : file ? [file] : [],
    ),
  );
  return files.flat();
}

async function filesIn(folder: FileSystemDirectoryEntry): Promise<File[]> {
  const reader = folder.createReader();
  const files: File[] = [];
  // Browsers hand out about a hundred entries at a time, and an empty list at the end.
  for (;;) {
    const entries = await new Promise<FileSystemEntry[]>((resolve) => reader.readEntries(resolve, () => resolve([])));
    if (entries.length === 0) return files;
    for (const entry of entries) {
      if (entry.isDirectory) files.push(...(await filesIn(entry as FileSystemDirectoryEntry)));
      else {
        const file = await new Promise<File | null>((resolve) =>
          (entry as FileSystemFileEntry).file(resolve, () => resolve(null)),
        );
        if (file) files.push(file);
      }
    }
  }
}
