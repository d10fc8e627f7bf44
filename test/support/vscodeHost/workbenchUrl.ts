/** A path of this machine as the workbench in the browser names it. */
function remoteUri(port: number, path: string): string {
  const forward = path.replaceAll("\\", "/");
  return `vscode-remote://127.0.0.1:${port}${forward.startsWith("/") ? "" : "/"}${forward}`;
}

export interface WorkbenchAddress {
  readonly port: number;
  readonly folder: string;
  readonly connectionToken?: string | undefined;
  /** Loaded from source besides what is installed. Needs the server's test driver. */
  readonly extensionDir?: string | undefined;
  /** Run when the workbench has started. Needs the server's test driver, and an `extensionDir`. */
  readonly testsModule?: string | undefined;
}

export function workbenchUrl(address: WorkbenchAddress): string {
  const url = new URL(`http://127.0.0.1:${address.port}/`);
  if (address.connectionToken !== undefined) url.searchParams.set("tkn", address.connectionToken);
  const forward = address.folder.replaceAll("\\", "/");
  url.searchParams.set("folder", forward.startsWith("/") ? forward : `/${forward}`);
  const payload: (readonly [string, string])[] = [];
  if (address.extensionDir !== undefined)
    payload.push(["extensionDevelopmentPath", remoteUri(address.port, address.extensionDir)]);
  if (address.testsModule !== undefined)
    payload.push(["extensionTestsPath", remoteUri(address.port, address.testsModule)]);
  if (payload.length > 0) url.searchParams.set("payload", JSON.stringify(payload));
  return url.href;
}
