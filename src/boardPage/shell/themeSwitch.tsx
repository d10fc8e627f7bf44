import type { VNode } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { generalTexts } from "../generalTexts.ts";
import { THEMES, applyTheme, keepTheme, readTheme } from "../theme.ts";

const MORE_CONTRAST = "(prefers-contrast: more)";

/** Light, dark or as the system has it; more contrast is the system's to ask for. */
export function ThemeSwitch(): VNode {
  const [theme, setTheme] = useState(readTheme);
  useLayoutEffect(() => {
    const query = matchMedia(MORE_CONTRAST);
    const apply = (): void => applyTheme(theme, query.matches);
    apply();
    keepTheme(theme);
    query.addEventListener("change", apply);
    return () => query.removeEventListener("change", apply);
  }, [theme]);
  const texts = generalTexts.theme;
  return (
    <select
      class="theme-switch"
      aria-label={texts.label}
      value={theme}
      onChange={({ currentTarget }) => setTheme(THEMES.find((one) => one === currentTarget.value) ?? "system")}
    >
      {THEMES.map((one) => (
        <option key={one} value={one}>
          {texts[one]}
        </option>
      ))}
    </select>
  );
}
