/** A shuffled copy of the list. */
export function shuffled<T>(things: readonly T[]): T[] {
  const all = [...things];
  for (let left = all.length; left > 1; left--) {
    const chosen = Math.floor(Math.random() * left);
    [all[chosen], all[left - 1]] = [all[left - 1] as T, all[chosen] as T];
  }
  return all;
}
