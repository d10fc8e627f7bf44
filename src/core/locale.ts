import { t } from "@vscode/l10n";

/** The locale of the texts in the code. */
export const ENGLISH = "en-US";

/**
 * Locale that numbers, money and dates are written in: that of the texts around them, so that a figure reads as part of its
 * sentence. Each translation holds its own in place of `en-US`; the command line has none and stays English.
 */
export function locale(): string {
  return t("en-US");
}

/** What makes something for a locale once, as making a format takes longer than using it. */
export function perLocale<Format>(make: (locale: string) => Format): () => Format {
  const made = new Map<string, Format>();
  return () => {
    const name = locale();
    const format = made.get(name) ?? make(name);
    made.set(name, format);
    return format;
  };
}
