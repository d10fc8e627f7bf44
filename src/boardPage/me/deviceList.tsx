import type { VNode } from "preact";
import { useContext } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { formatAge } from "../../core/format.ts";
import { BoardContext } from "../boardContext.ts";
import { dayOf, dayWords } from "../dayWords.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { Confirm } from "../shell/confirm.tsx";
import { useChange } from "../useChange.ts";
import { meTexts } from "./meTexts.ts";

/** The machines that may send in one's name. */
export function DeviceList(props: { readonly devices: MeView["devices"]; readonly reload: () => void }): VNode {
  const { devices, reload } = props;
  const { clock } = useContext(BoardContext);
  const texts = meTexts.devices;
  const change = useChange(texts.done);
  const revoke = async (deviceId: number): Promise<void> => {
    if (await change.send("POST", "/v1/me/devices/revoke", { deviceId })) reload();
  };
  return (
    <section class="card" aria-labelledby="devices">
      <h2 id="devices">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      {devices.length === 0 && <p class="quiet">{texts.none}</p>}
      <ul class="devices">
        {devices.map(({ deviceId, createdAt, lastUploadAt, isRevoked }) => {
          const name = texts.device(String(deviceId));
          const upload = lastUploadAt === undefined ? texts.noUpload : texts.upload(formatAge(clock() - lastUploadAt));
          return (
            <li key={deviceId}>
              <span>
                <span class="device-name">{name}</span>
                <span class="quiet">
                  {texts.since(dayWords(dayOf(createdAt)))}, {upload}
                </span>
              </span>
              {isRevoked ? (
                <span class="chip-quiet">{texts.revoked}</span>
              ) : (
                <Confirm
                  text={texts.revoke}
                  label={`${texts.revoke}: ${name}`}
                  question={texts.confirm}
                  yes={texts.yes}
                  no={texts.no}
                  isBusy={change.isBusy}
                  act={() => void revoke(deviceId)}
                />
              )}
            </li>
          );
        })}
      </ul>
      <ChangeError error={change.error} />
    </section>
  );
}
