import Link from "next/link";
import classes from "./fronts.module.css";

type Front = { id: string; name: string; isBelow: boolean };

/** Chooses a front: the front page or a section. */
export function FrontChoice({ fronts, current }: { fronts: readonly Front[]; current: string }) {
  return (
    <nav className={classes.fronts} aria-label="Fronts">
      <ul>
        {fronts.map(({ id, name, isBelow }) => (
          <li key={id} data-below={isBelow || undefined}>
            <Link
              href={id === "front" ? "/desk/fronts" : `/desk/fronts?front=${id}`}
              {...(id === current ? { "aria-current": "page" as const } : {})}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
