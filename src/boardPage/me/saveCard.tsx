import * as v from "valibot";
import type { VNode } from "preact";
import { useContext, useState } from "preact/hooks";
import type { MeView } from "../../shared/board/meView.ts";
import { volumeViewSchema } from "../../shared/board/volumeView.ts";
import { cardPng } from "../../webview/insights/cardPng.ts";
import { cardSvg } from "../../webview/insights/cardSvg.ts";
import { toCsv } from "../../webview/insights/csv.ts";
import type { CardShape } from "../../webview/insights/cardShape.ts";
import { BoardContext } from "../boardContext.ts";
import { dayOf } from "../dayWords.ts";
import { faultWords } from "../fault.ts";
import { generalTexts } from "../generalTexts.ts";
import { saveFile } from "../saveFile.ts";
import { ChangeError } from "../shell/changeError.tsx";
import { boardCard } from "./boardCard.ts";
import { exportTables } from "./exportTables.ts";
import { meTexts } from "./meTexts.ts";

/** Everything that the board holds, as files, and a picture that can be shown to others. */
export function SaveCard({ view }: { readonly view: MeView }): VNode {
  const board = useContext(BoardContext);
  const [error, setError] = useState("");
  const texts = meTexts.save;
  const done = (): void => {
    setError("");
    board.announce(texts.saved);
  };
  const saveExport = async (kind: "json" | "csv"): Promise<void> => {
    const answer = await board.views.client.get("/v1/me/export", v.record(v.string(), v.unknown()));
    if (answer.kind === "fault") {
      setError(faultWords(answer.fault));
      return;
    }
    if (kind === "json") {
      const content = { note: generalTexts.promise, ...answer.value };
      saveFile("token-legend-board.json", "application/json", `${JSON.stringify(content, undefined, 2)}\n`);
    } else {
      const note = { title: generalTexts.promise, columns: [], rows: [] };
      saveFile("token-legend-board.csv", "text/csv", toCsv([note, ...exportTables(answer.value)]));
    }
    done();
  };
  const makeCard = async (): Promise<readonly CardShape[]> => {
    // The total comes with the list; where that cannot be had, the card has one's own figures only.
    await board.views.loadUnlessFresh("/v1/volume", volumeViewSchema);
    const total = board.views.read("/v1/volume", volumeViewSchema).value?.total;
    return boardCard(view, total, board.name, dayOf(board.clock()));
  };
  const saveCard = async (kind: "svg" | "png"): Promise<void> => {
    const shapes = await makeCard();
    if (kind === "svg") saveFile("token-legend-card.svg", "image/svg+xml", cardSvg(shapes));
    else {
      try {
        const bytes = Uint8Array.from(atob(await cardPng(shapes)), (letter) => letter.charCodeAt(0));
        saveFile("token-legend-card.png", "image/png", bytes);
      } catch {
        // A browser without a canvas, or one that keeps it from pages.
        setError(texts.noPicture);
        return;
      }
    }
    done();
  };
  return (
    <section class="card" aria-labelledby="save">
      <h2 id="save">{texts.heading}</h2>
      <p class="quiet">{texts.about}</p>
      <p class="buttons">
        <SaveButton text={texts.json} save={() => saveExport("json")} />
        <SaveButton text={texts.csv} save={() => saveExport("csv")} />
      </p>
      <h3 class="card-heading">{texts.card}</h3>
      <p class="quiet">{texts.cardAbout}</p>
      <p class="buttons">
        <SaveButton text={texts.svg} save={() => saveCard("svg")} />
        <SaveButton text={texts.png} save={() => saveCard("png")} />
      </p>
      <ChangeError error={error} />
    </section>
  );
}

function SaveButton(props: { readonly text: string; readonly save: () => Promise<void> }): VNode {
  return (
    <button type="button" class="button secondary" onClick={() => void props.save()}>
      {props.text}
    </button>
  );
}
