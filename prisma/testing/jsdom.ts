import { vi } from "vitest";

/** Stubs what Mantine asks of a browser and jsdom has not, until `vi.unstubAllGlobals`. Nothing matches, and nothing changes size. */
export function stubLayout(): void {
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
}
