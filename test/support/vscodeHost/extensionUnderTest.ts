/** What is tested: the extension from a folder with a built `dist`, or a package installed as a user would. */
export type ExtensionUnderTest =
  | { readonly extensionDir: string; readonly vsix?: undefined }
  | { readonly vsix: string; readonly extensionDir?: undefined };

/** Surroundings of one run of VS Code. All folders but `home` are new. */
export interface HostOptions {
  /** Home folder that the extension sees. */
  readonly home: string;
  /** Environment besides the machine's own. */
  readonly env?: Readonly<Record<string, string>>;
  /** User settings besides the quiet defaults. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly log: (line: string) => void;
}
