// The page's beginning: the worker that keeps the page itself, then the terminal.

import { Terminal } from "./terminal.js";

if ("serviceWorker" in navigator) navigator.serviceWorker.register("/floor/worker.js", { scope: "/floor" });
navigator.storage?.persist?.();

const terminal = new Terminal();
await terminal.start();
