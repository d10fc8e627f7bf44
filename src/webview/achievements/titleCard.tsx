import { t } from "@vscode/l10n";
import type { VNode } from "preact";

/** The title shown beside the tier, to choose from those that badges gave. */
export function TitleCard(props: {
  readonly titles: readonly string[];
  readonly title: string | undefined;
  readonly choose: (title: string | undefined) => void;
}): VNode {
  const { titles, title, choose } = props;
  return (
    <section class="card" aria-labelledby="title-heading">
      <h2 id="title-heading">{t("Title")}</h2>
      {titles.length === 0 ? (
        <p class="quiet">{t("Badges bring titles to choose from. The first one you earn brings the first.")}</p>
      ) : (
        <>
          <label class="quiet" for="title-choice">
            {t("Shown with your tier on this page")}
          </label>
          <select
            id="title-choice"
            value={title ?? ""}
            onChange={({ currentTarget }) => choose(currentTarget.value === "" ? undefined : currentTarget.value)}
          >
            <option value="">{t("No title")}</option>
            {titles.map((one) => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </>
      )}
    </section>
  );
}
