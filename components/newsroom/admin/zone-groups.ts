/** Time zones for a select: "Europe/London" in the group "Europe". */
export function zoneGroups(zones: readonly string[]): { group: string; items: { value: string; label: string }[] }[] {
  const groups = Map.groupBy(zones, (zone) => (zone.includes("/") ? zone.slice(0, zone.indexOf("/")) : "Other"));
  return [...groups].map(([group, items]) => ({
    group,
    items: items.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") })),
  }));
}
