/** What axe found, as far as a test tells it. */
export interface AxeViolation {
  readonly id: string;
  readonly help: string;
  readonly targets: readonly string[];
}

interface AxeResults {
  readonly violations: readonly {
    readonly id: string;
    readonly help: string;
    readonly nodes: readonly { readonly html: string; readonly any: readonly { readonly message: string }[] }[];
  }[];
}

/** Runs in a page that axe was brought into. */
export async function runAxe(): Promise<readonly AxeViolation[]> {
  const { axe, document } = globalThis as unknown as {
    readonly axe: { run(context: unknown): Promise<AxeResults> };
    readonly document: { readonly querySelector: (selector: string) => unknown };
  };
  const { violations } = await axe.run(document.querySelector("html"));
  return violations.map(({ id, help, nodes }) => ({
    id,
    help,
    targets: nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any.map(({ message }) => message).join("; ")}`),
  }));
}
