/** What the colours follow. */
export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const KEY = "tokenLegend.theme";

/** The reader's choice; `system` where none was made, or where the browser keeps nothing. */
export function readTheme(): Theme {
  try {
    const kept = localStorage.getItem(KEY);
    return THEMES.find((theme) => theme === kept) ?? "system";
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
    return "system";
  }
}

export function keepTheme(theme: Theme): void {
  try {
    if (theme === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // As above.
  }
}

/** Puts the choice, and a wish for more contrast, where the style sheets look for them. */
export function applyTheme(theme: Theme, wantsContrast: boolean): void {
  const { classList, dataset } = document.documentElement;
  if (theme === "system") delete dataset["theme"];
  else dataset["theme"] = theme;
  classList.toggle("vscode-high-contrast", wantsContrast);
}
