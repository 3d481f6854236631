// A server that stands in for a run: it serves the very files of the page, and says what a test wants it to say.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const TYPES = { html: "text/html; charset=utf-8", css: "text/css", js: "text/javascript", svg: "image/svg+xml", txt: "text/plain" };

export class StandIn {
  constructor(state, opening, landscape = null) {
    Object.assign(this, { state, opening, landscape });
    this.clients = new Set();
    this.server = createServer((request, response) => this.answer(request, response));
  }

  async start() {
    await new Promise((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${this.server.address().port}/`;
  }

  async answer(request, response) {
    response.setHeader("Content-Security-Policy", POLICY);
    if (request.url === "/api/events") {
      response.writeHead(200, { "Content-Type": "text/event-stream" });
      this.opening.forEach(([name, data]) => response.write(event(name, data)));
      this.clients.add(response);
      request.on("close", () => this.clients.delete(response));
    } else if (request.url === "/api/state") {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.state));
    } else if (request.url === "/api/landscape" && this.landscape) {
      response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(this.landscape));
    } else {
      const name = request.url === "/" ? "page.html" : request.url.slice(1);
      const bytes = await readFile(`${process.env.THALWEG_PAGE_FILES}/${name}`);
      response.writeHead(200, { "Content-Type": TYPES[name.split(".").pop()] }).end(bytes);
    }
  }

  tell(name, data) {
    for (const client of this.clients) client.write(event(name, data));
  }

  /** A text that is no JSON. */
  babble(name, text) {
    for (const client of this.clients) client.write(`event: ${name}\ndata: ${text}\n\n`);
  }

  async close() {
    for (const client of this.clients) client.end();
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const event = (name, data) => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;

export function run(variables, more = {}) {
  return {
    kind: "search", objective: "a stand-in", maximize: false, variables, starts: 100000, seed: "42", method: "lbfgs",
    sampler: "sobol", where: "local, 2 slots", slots: 2, version: "test", savepoint: false,
    bounds: variables.map(() => [-5, 5]), region: variables.map(() => [-5, 5]), ...more,
  };
}

export function progress(finished, more = {}) {
  return {
    phase: "RUNNING", seconds: finished / 5000, total: 100000, finished, converged: finished, budgetSpent: 0, nonFinite: 0,
    failed: 0, evaluations: finished * 40, best: 0, minima: 0, ...more,
  };
}

export function state(minima, more = {}) {
  const hits = minima.reduce((sum, found) => sum + found.hits, 0);
  return {
    schema: "thalweg.result/1", success: false, status: "RUNNING", message: "", objective: "a stand-in", x: minima.length ? minima[0].x : null,
    fun: minima.length ? minima[0].fun : null, kind: minima.length ? "minimum" : null, nfev: 1, nit: 1, seed: 42, deterministic: false, digest: "0",
    starts: { total: hits, converged: hits, budgetSpent: 0, nonFinite: 0, failed: 0, escaped: 0 },
    minima, minimaTotal: minima.length, stationary: [], unseen: null,
    tolerances: { gradient: 1e-8, distinctBy: "auto", point: 1e-6, value: 1e-9 }, versions: {}, elapsedSeconds: 1, ...more,
  };
}

export function minimum(fun, x, hits) {
  return { fun, x, hits, kind: "minimum", gradientNorm: 1e-12, smallestEigenvalue: 1.5 };
}
