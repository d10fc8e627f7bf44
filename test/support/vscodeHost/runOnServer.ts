import { type WorkbenchOptions, openWorkbench } from "./openWorkbench.ts";

/**
 * Runs a test module in the extension host of VS Code's server, opened in a browser.
 * @returns its exit code: 0 when the module's `run()` has resolved
 */
export async function runOnServer(options: WorkbenchOptions & { readonly testsModule: string }): Promise<number> {
  let exit: (code: number) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const exited = new Promise<number>((resolve, reject) => {
    exit = resolve;
    fail = reject;
  });
  // Whoever awaits it below sees a failure; until then it is not an unhandled one.
  exited.catch(() => undefined);
  const workbench = await openWorkbench({
    ...options,
    prepare: async (page) => {
      // The workbench looks for these two when a test module is named in its address.
      await page.exposeFunction("codeAutomationLog", (_type: string, args: readonly unknown[]) => {
        if (process.env["TOKEN_LEGEND_TEST_VERBOSE"] !== undefined) options.log(args.map(String).join(" "));
      });
      await page.exposeFunction("codeAutomationExit", exit);
      page.on("crash", () => {
        fail(new Error("The workbench's page crashed."));
      });
    },
  });
  try {
    const died = workbench.server.ended.then(() => {
      throw new Error(`VS Code's server ended during the tests:\n${workbench.server.output().slice(-2000)}`);
    });
    return await Promise.race([exited, died]);
  } finally {
    await workbench.dispose();
  }
}
