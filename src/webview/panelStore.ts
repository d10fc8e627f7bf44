import { type FromPanel, type PanelChange, type PanelView, readToPanel } from "../shared/panelProtocol.ts";

/** Holds the view that the host sends, and asks for all of it again where an update is missing. */
export class PanelStore {
  readonly #post: (message: FromPanel) => void;
  readonly #onChange: (view: PanelView) => void;
  #view: PanelView | undefined;
  /** `undefined` until a snapshot has come: what was stored is shown, but cannot be updated. */
  #number: number | undefined;

  /** @param stored what an earlier page showed, to be shown until the host answers */
  constructor(post: (message: FromPanel) => void, onChange: (view: PanelView) => void, stored: PanelView | undefined) {
    this.#post = post;
    this.#onChange = onChange;
    this.#view = stored;
  }

  get view(): PanelView | undefined {
    return this.#view;
  }

  /** Takes a message of any shape; what is no message about the view is dropped. */
  receive(raw: unknown): void {
    const message = readToPanel(raw);
    if (message?.type !== "snapshot" && message?.type !== "update") return;
    if (message.type === "snapshot") {
      this.#number = message.number;
      this.#show(message.view);
    } else if (this.#number === undefined || this.#view === undefined || message.number > this.#number + 1) {
      this.#number = undefined;
      this.#post({ type: "ready" });
    } else if (message.number === this.#number + 1) {
      this.#number = message.number;
      this.#show(changed(this.#view, message.change));
    }
  }

  #show(view: PanelView): void {
    this.#view = view;
    this.#onChange(view);
  }
}

function changed(view: PanelView, change: PanelChange): PanelView {
  switch (change.part) {
    case "status":
      return { ...view, status: change.status };
    case "game":
      return { ...view, game: change.game };
    case "title":
      return { ...view, title: change.title };
    case "isGameOn":
      return { ...view, isGameOn: change.isGameOn };
    case "currency":
      return { ...view, currency: change.currency };
    case "budgets":
      return { ...view, budgets: change.budgets };
    case "limits":
      return { ...view, limits: change.limits };
    case "revision":
      return { ...view, revision: change.revision };
    case "team":
      return { ...view, team: change.team };
  }
}
