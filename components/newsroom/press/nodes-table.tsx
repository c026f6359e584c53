"use client";
import type { NodeState } from "#lib/press/report.ts";
import type { Times } from "#lib/times.ts";
import { type Column, DataTable } from "../data-table.tsx";
import { useTimes } from "../newsroom-context.tsx";
import { When } from "../when.tsx";
import classes from "./press.module.css";

/** A clock time with seconds. */
const exactly = (instant: string, times: Times): string => times.iso(new Date(instant)).slice(11, 19);

function State({ node }: { node: NodeState }) {
  const times = useTimes();
  if (node.state === "knows all") return "Up to date";
  if (node.state === "stopped") return <span className="dim">Stopped</span>;
  const since = `Disconnected since ${exactly(node.since, times)}`;
  if (node.stopsAt === null) return `${since}, still serving cached pages`;
  const over = new Date(node.stopsAt) < new Date();
  return `${since}, ${over ? "stopped serving pages at" : "stops serving pages at"} ${exactly(node.stopsAt, times)}`;
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
    head: "Started",
    width: 140,
    align: "end",
    from: "wide",
    cell: ({ startedAt }) => <When at={startedAt} />,
  },
];

/** The nodes that a hard purge waits for. */
export function NodesTable({ nodes }: { nodes: NodeState[] }) {
  return (
    <section aria-labelledby="nodes-title">
      <h2 id="nodes-title" className={classes.heading}>
        Nodes
      </h2>
      <DataTable label="Nodes" columns={columns} rows={nodes} keyOf={({ id }) => id} empty="No nodes." />
    </section>
  );
}
