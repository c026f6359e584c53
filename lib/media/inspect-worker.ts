// A child process that finds out what a file is, see inspect.ts. Arguments: the path, the name; one line of JSON is written.
import { inspectFile } from "./inspect-file.ts";

// If the parent process is killed, nothing else would end this one.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && process.exit(1), 500).unref();

const [path = "", fileName = ""] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await inspectFile(path, fileName))}\n`);
