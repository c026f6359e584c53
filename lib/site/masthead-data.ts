import { readerClient } from "../postgres/reader.ts";
import { mastheadFileKey, mastheadKey, parseMasthead } from "./masthead-schema.ts";

/** The file of the masthead that pages show now, where that is the one that is asked for. */
export async function findMastheadFile(hash: string): Promise<Buffer | null> {
  const rows = await readerClient().setting.findMany({
    where: { key: { in: [mastheadKey, mastheadFileKey] } },
    select: { key: true, value: true },
  });
  const stored = (key: string) => rows.find((row) => row.key === key)?.value;
  const file = stored(mastheadFileKey);
  return parseMasthead(stored(mastheadKey))?.hash === hash && typeof file === "string"
    ? Buffer.from(file, "base64")
    : null;
}
