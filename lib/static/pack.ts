// Compresses the files of a build once, as small as possible. A server would have to do it quickly for each request.
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import pLimit from "p-limit";
import { textTypes } from "./text-types.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
/** Bytes. Smaller files are not worth compressing. */
const minBytes = 800;
/** Node compresses as many bodies at a time. */
const maxConcurrent = 4;

/** Writes "name.br" and "name.gz" beside each text file in a folder and its subfolders. Safe to repeat. */
export async function packFolder(folder: string): Promise<{ files: number; before: number; after: number }> {
  const names = (await fs.promises.readdir(folder, { recursive: true })).filter(
    (name) => path.extname(name) in textTypes,
  );
  const total = { files: 0, before: 0, after: 0 };
  const compress = async (name: string) => {
    const file = path.join(folder, name);
    const text = await fs.promises.readFile(file);
    if (text.length < minBytes) return;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
    const [br, gz] = await Promise.all([toBrotli(text, { params }), toGzip(text, { level: 9 })]);
    await fs.promises.writeFile(`${file}.br`, br);
    await fs.promises.writeFile(`${file}.gz`, gz);
    total.files++;
    total.before += text.length;
    total.after += br.length;
  };
  await pLimit(maxConcurrent).map(names, compress);
  return total;
}
