import { t } from "@vscode/l10n";

import type { SavedContent } from "../../shared/panelProtocol.ts";
import { UserError } from "../../shared/userError.ts";

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The file's bytes. Throws a `UserError` for a picture that is none. */
export function bytesOf({ kind, content }: SavedContent): Uint8Array {
  if (kind !== "png") return Buffer.from(content, "utf8");
  const bytes = Buffer.from(content, "base64");
  if (!bytes.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    throw new UserError(t("The page could not draw the picture. Save it as SVG."));
  }
  return bytes;
}
