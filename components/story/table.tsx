import { blockFields } from "#lib/document/attributes.ts";
import { type NodeJson, wordsOf } from "#lib/document/json.ts";
import { tableShape } from "#lib/document/table-shape.ts";
import type { BlockProps } from "./block-context.ts";
import { Inline } from "./inline.tsx";

type CellProps = { node: NodeJson | null; scope: "col" | "row" | null; isNumber: boolean };
/** An empty heading cell is rendered as an ordinary cell. */
function Cell({ node, scope, isNumber }: CellProps) {
  const align = blockFields.align.safeParse(node?.attrs?.align).data ?? null;
  const look = align ? { className: `to-${align}` } : isNumber ? { className: "num" } : {};
  if (node === null || wordsOf(node).trim() === "") return <td {...look} />;
  const words = <Inline node={node} />;
  if (scope === null) return <td {...look}>{words}</td>;
  return (
    <th scope={scope} {...look}>
      {words}
    </th>
  );
}

/** A table in a region that scrolls on narrow pages. It can be focused, so that the keyboard can scroll it. */
export function Table({ node, context }: BlockProps) {
  const shape = tableShape(node);
  if (!shape) return null;
  const { caption, rows, headRow, headColumn, numeric } = shape;
  const words = caption && <Inline node={caption} />;
  if (rows.length === 0) return <p>{words}</p>;
  const id = `t-${typeof node.attrs?.id === "string" ? node.attrs.id : ""}`;
  const named = words ? { "aria-labelledby": id } : { "aria-label": context.said.words.table };
  const lines = rows.map((cells, y) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
    <tr key={y}>
      {cells.map((cell, x) => (
        <Cell
          // biome-ignore lint/suspicious/noArrayIndexKey: rendered once, on the server
          key={x}
          node={cell}
          scope={headRow && y === 0 ? "col" : headColumn && x === 0 ? "row" : null}
          isNumber={numeric[x] === true}
        />
      ))}
    </tr>
  ));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
    <section className="table" tabIndex={0} {...named}>
      <table>
        {words && <caption id={id}>{words}</caption>}
        {headRow && <thead>{lines[0]}</thead>}
        <tbody>{headRow ? lines.slice(1) : lines}</tbody>
      </table>
    </section>
  );
}
