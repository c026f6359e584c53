export const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);
/** "Mod Alt 0" in the notation of this computer. */
export const showKeys = (keys: string): string =>
  isMac
    ? keys.replace("Mod", "⌘").replace("Alt", "⌥").replace("Shift", "⇧").replaceAll(" ", "")
    : keys
        .replace("Mod", "Ctrl")
        .replaceAll(" ", "+")
        .replace(/^\+|\+$/g, "");
