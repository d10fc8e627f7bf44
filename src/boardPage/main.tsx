import { render } from "preact";
import { App } from "./app.tsx";

const root = document.querySelector("#board");
if (root !== null) render(<App fetch={(path, init) => fetch(path, init)} clock={Date.now} />, root);
