"use client";
import type { NodeState } from "#lib/press/report.ts";
import type { Times } from "#lib/times.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./press.module.css";

/** To the second: it says when something ends. */
const exactly = (instant: string, times: Times): string => times.iso(new Date(instant)).slice(11, 19);

function State({ node }: { node: NodeState }) {
  const times = useTimes();
  if (node.state === "knows all") return "Knows every change";
  if (node.state === "stopped") return <span className="dim">Stopped</span>;
  const since = `Cut off since ${exactly(node.since, times)}`;
  if (node.stopsAt === null) return `${since}, goes on with what it has`;
  const over = new Date(node.stopsAt) < new Date();
  return `${since}, ${over ? "shows nothing since" : "stops at"} ${exactly(node.stopsAt, times)}`;
}

const columns: Column<NodeState>[] = [
  {
    head: "Node",
    width: 280,
    phone: "title",
    cell: ({ name, isThis }) => (
      <>
        {name} {isThis && <span className="dim">(this one)</span>}
      </>
    ),
  },
  { head: "State", phone: "below", cell: (node) => <State node={node} /> },
  {
    head: "Known since",
    width: 140,
    align: "end",
    from: "wide",
    cell: ({ startedAt }) => <When at={startedAt} />,
  },
];

/** Whom an erasure waits for. */
export function NodesTable({ nodes }: { nodes: NodeState[] }) {
  return (
    <section aria-labelledby="nodes-title">
      <h2 id="nodes-title" className={classes.heading}>
        Nodes
      </h2>
      <DataTable label="Nodes" columns={columns} rows={nodes} keyOf={({ id }) => id} empty="No node is known." />
    </section>
  );
}
