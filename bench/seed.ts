// `npm run bench:seed -- 100000`: a paper with so many live stories, kept in GALLEY_BENCH_DATA for the other benchmarks.
// GALLEY_BENCH_BODIES names folders and .tar.gz files of Markdown articles whose texts the stories get (separated by ":");
// without it the texts are made up. A second run continues where the first one stopped.
import { parseArgs } from "node:util";
import { openPaper } from "./seed/paper.ts";

const { positionals } = parseArgs({ allowPositionals: true });
const wanted = Number(positionals[0]?.replaceAll(/[_,]/g, ""));
if (!Number.isSafeInteger(wanted) || wanted < 1) {
  console.error("How many stories? npm run bench:seed -- 100000");
  process.exit(2);
}
const paper = await openPaper(wanted, (line) => console.log(line));
console.log({ folder: paper.folder, ...paper.seeded });
await paper.close();
