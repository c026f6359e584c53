// Which objects became more between two heap snapshots of one process.
import fs from "node:fs";

type Snapshot = {
  snapshot: { meta: { node_fields: string[]; node_types: [string[], ...unknown[]] } };
  nodes: number[];
  strings: string[];
};
type Kind = { count: number; bytes: number };
/** `bytes`: of the objects themselves, without what they refer to. */
export type KindGrowth = { kind: string; count: number; bytes: number };

/** The kinds of objects that grew the most, in bytes. */
export function compareSnapshots(before: string, after: string, maxKinds = 20): KindGrowth[] {
  const old = kindsOf(before);
  const grown = [...kindsOf(after)].map(([kind, { count, bytes }]) => {
    const { count: oldCount, bytes: oldBytes } = old.get(kind) ?? { count: 0, bytes: 0 };
    return { kind, count: count - oldCount, bytes: bytes - oldBytes };
  });
  return grown.sort((a, b) => b.bytes - a.bytes).slice(0, maxKinds);
}

/** Objects by the name of their constructor, all others (strings, code, arrays of V8) by their type. */
function kindsOf(file: string): Map<string, Kind> {
  const { snapshot, nodes, strings } = JSON.parse(fs.readFileSync(file, "utf8")) as Snapshot;
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const [typeAt, nameAt, sizeAt] = ["type", "name", "self_size"].map((name) => fields.indexOf(name)) as [
    number,
    number,
    number,
  ];
  const kinds = new Map<string, Kind>();
  for (let at = 0; at < nodes.length; at += fields.length) {
    const type = types[0][nodes[at + typeAt] ?? 0] ?? "";
    const kind = type === "object" || type === "native" ? (strings[nodes[at + nameAt] ?? 0] ?? "") : `(${type})`;
    const known = kinds.get(kind) ?? { count: 0, bytes: 0 };
    known.count++;
    known.bytes += nodes[at + sizeAt] ?? 0;
    kinds.set(kind, known);
  }
  return kinds;
}
