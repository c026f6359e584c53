export const dynamic = "force-dynamic";

/** The least that Next can do for a request. */
export default function Page() {
  return <p>Nothing</p>;
}
