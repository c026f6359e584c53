// WordPress notes the former names and dates of a post, and leads each address that they make to the post.

/** More of them are no history but a loop of a plugin. */
const maxFormer = 20;

type Facts = {
  /** The last part of the address, without an ending such as ".html". */
  name: string;
  formerNames: readonly string[];
  /** "2019-05-01", by the clock of the site. */
  date: string;
  formerDates: readonly string[];
};

/** The former addresses of a post, for any order of date and name in its address. */
export function formerPaths(path: string, { name, formerNames, date, formerDates }: Facts): string[] {
  const paths = new Set<string>();
  for (const day of [date, ...formerDates.slice(0, maxFormer)])
    for (const other of [name, ...formerNames.slice(0, maxFormer)])
      paths.add(renamed(dated(path, date, day), name, other));
  paths.delete(path);
  return [...paths];
}

function renamed(path: string, name: string, other: string): string {
  const at = path.lastIndexOf(`/${name}`);
  return at < 0 || name === "" || other === ""
    ? path
    : `${path.slice(0, at + 1)}${other}${path.slice(at + 1 + name.length)}`;
}

/** Replaces year, month and day, or the first of them that the address has. */
function dated(path: string, date: string, other: string): string {
  const [from, to] = [date.split("-"), other.split("-")];
  if (from.length !== 3 || to.length !== 3) return path;
  for (const count of [3, 2, 1]) {
    const part = `/${from.slice(0, count).join("/")}/`;
    if (path.includes(part)) return path.replace(part, `/${to.slice(0, count).join("/")}/`);
  }
  return path;
}
