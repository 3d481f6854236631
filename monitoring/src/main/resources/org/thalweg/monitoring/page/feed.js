// Where the data comes from: the server of a run, or the page itself if it is a report.
(() => {
  "use strict";

  const EVENTS = ["run", "history", "marks", "progress", "paths", "resumption"];
  const SOONEST = 400;
  const SHARE = 12; // of the time, one part in so many is spent on results

  class Feed {
    constructor(model) {
      this.model = model;
      this.wanted = false;
      this.busy = false;
      this.unreadable = 0;
    }

    start() {
      const data = document.getElementById("data");
      if (data) this.read(JSON.parse(data.textContent));
      else this.listen();
    }

    /** A report has everything inside. */
    read(data) {
      this.model.report = true;
      this.model.connected = true;
      for (const [name, content] of data.events) {
        if (EVENTS.includes(name)) this.model.take(name, content);
      }
      if (data.landscape) this.model.take("landscape", data.landscape);
      this.model.take("result", data.state);
      this.model.tell("connection");
    }

    listen() {
      const source = new EventSource("api/events");
      source.onopen = () => this.connected(true);
      source.onerror = () => this.connected(false);
      for (const name of EVENTS) {
        source.addEventListener(name, (event) => this.take(name, event.data));
      }
      source.addEventListener("changed", () => this.want());
      source.addEventListener("landscape", () => this.fetchLandscape());
      document.addEventListener("visibilitychange", () => this.serve());
      this.want();
    }

    connected(now) {
      if (this.model.connected !== now) {
        this.model.connected = now;
        this.model.tell("connection");
      }
    }

    /** One event that cannot be read is no reason to show nothing more. */
    take(name, text) {
      try {
        this.model.take(name, JSON.parse(text));
      } catch (trouble) {
        this.unreadable++;
        this.model.trouble = `${this.unreadable} unreadable (${name}: ${trouble.message})`;
        this.model.tell("trouble");
      }
    }

    want() {
      this.wanted = true;
      this.serve();
    }

    /** Fetches the result, one at a time, so that most of the time is left for drawing; not for a page nobody sees. */
    async serve() {
      if (!this.wanted || this.busy || document.hidden) return;
      this.wanted = false;
      this.busy = true;
      const began = performance.now();
      try {
        const answer = await fetch("api/state", { cache: "no-cache" });
        if (answer.ok) this.take("result", await answer.text());
      } catch {
        this.connected(false); // the event source tries again, and then tells that there is something to fetch
      }
      const pause = Math.max(SOONEST, SHARE * (performance.now() - began));
      setTimeout(() => {
        this.busy = false;
        this.serve();
      }, pause);
    }

    async fetchLandscape() {
      if (this.model.landscape) return;
      try {
        const answer = await fetch("api/landscape");
        if (answer.ok) this.take("landscape", await answer.text());
      } catch {
        this.connected(false);
      }
    }

    async stop() {
      return (await fetch("api/stop", { method: "POST", headers: { "X-Thalweg": "stop" } })).ok;
    }
  }

  Thalweg.Feed = Feed;
})();
