// Compresses files of a build once, as small as it goes: a server would have to do it quickly, each time.
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { textTypes } from "./text-types.ts";

const toBrotli = promisify(brotliCompress);
const toGzip = promisify(gzip);
/** Bytes. Smaller files are not worth compressing. */
const smallest = 800;
/** As many as Node compresses at a time. */
const atOnce = 4;

/** Lays "name.br" and "name.gz" beside each file of text in a folder and its folders. Safe to repeat. */
export async function packFolder(folder: string): Promise<{ files: number; before: number; after: number }> {
  const names = (await fs.promises.readdir(folder, { recursive: true })).filter(
    (name) => path.extname(name) in textTypes,
  );
  const total = { files: 0, before: 0, after: 0 };
  const work = async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const file = path.join(folder, name);
      const text = await fs.promises.readFile(file);
      if (text.length < smallest) continue;
      const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
      const [br, gz] = await Promise.all([toBrotli(text, { params }), toGzip(text, { level: 9 })]);
      await fs.promises.writeFile(`${file}.br`, br);
      await fs.promises.writeFile(`${file}.gz`, gz);
      total.files++;
      total.before += text.length;
      total.after += br.length;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return total;
}
