const key = "theme";
const themes = [
  ["", "System"],
  ["light", "Light"],
  ["dark", "Dark"],
] as const;

/** Without storage, the theme lasts until the page is left. */
function chosen(): string {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

export function applyTheme(theme = chosen()): void {
  const { dataset } = document.documentElement;
  if (theme === "light" || theme === "dark") dataset.theme = theme;
  else delete dataset.theme;
}

function choose(theme: string): void {
  applyTheme(theme);
  try {
    if (theme) localStorage.setItem(key, theme);
    else localStorage.removeItem(key);
  } catch {
    // see chosen()
  }
}

/** Adds a choice of theme at the end of the page, where it moves nothing. */
export function offerThemes(): void {
  const foot = document.querySelector(".colophon > .wrap");
  if (!foot) return;
  const set = document.createElement("fieldset");
  set.className = "theme";
  const legend = document.createElement("legend");
  legend.textContent = "Theme";
  set.append(legend);
  for (const [theme, name] of themes) {
    const label = document.createElement("label");
    const input = document.createElement("input");
    Object.assign(input, { type: "radio", name: "theme", value: theme, checked: theme === chosen() });
    input.addEventListener("change", () => choose(theme));
    label.append(input, name);
    set.append(label);
  }
  foot.append(set);
  addEventListener("storage", (event) => {
    if (event.key !== key) return; // chosen in another tab
    applyTheme();
    for (const input of set.querySelectorAll("input")) input.checked = input.value === chosen();
  });
}
