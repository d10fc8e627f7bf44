import { t } from "@vscode/l10n";
import type { VNode } from "preact";

import { formatDay } from "../../core/format.ts";
import type { MeView } from "../../shared/board/meView.ts";
import * as v from "valibot";
import { deviceIdSchema } from "../../shared/board/boardIds.ts";
import type { AskTeam } from "./teamProps.ts";
import { agoText } from "./teamWords.ts";

/** The machines that send for the reader; any but this one can be shut out. */
export function DevicesCard(props: {
  readonly devices: MeView["devices"];
  readonly own: number;
  readonly nowMs: number;
  readonly ask: AskTeam;
}): VNode {
  const { devices, own, nowMs, ask } = props;
  const live = devices.filter(({ isRevoked }) => !isRevoked);
  return (
    <section class="card" aria-labelledby="team-devices">
      <h2 id="team-devices">{t("Your devices")}</h2>
      {live.length === 0 && <p class="quiet">{t("The board has not told yet.")}</p>}
      <ul class="team-devices">
        {live.map(({ deviceId, createdAt, lastUploadAt }) => (
          <li key={deviceId}>
            <span>
              {t("Device {0}", String(deviceId))}
              {deviceId === own && <span class="chip">{t("this one")}</span>}
            </span>
            <span class="quiet">
              {t("since {0}, last upload {1}", formatDay(createdAt), agoText(lastUploadAt, nowMs))}
            </span>
            {deviceId !== own && (
              <button
                type="button"
                class="button secondary"
                aria-label={t("Revoke device {0}", String(deviceId))}
                onClick={() => ask({ kind: "revokeDevice", deviceId: v.parse(deviceIdSchema, deviceId) })}
              >
                {t("Revoke")}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p class="buttons">
        <button type="button" class="button secondary" onClick={() => ask({ kind: "linkDevice" })}>
          {t("Link Another Device…")}
        </button>
      </p>
    </section>
  );
}
