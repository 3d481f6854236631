// A run of the real program: a search, unless the first word is another command.
import { execFile, spawn } from "node:child_process";

export class Run {
  /** @param options words, and as the last perhaps an object with variables of the environment */
  constructor(...options) {
    const variables = typeof options.at(-1) === "object" ? options.pop() : {};
    this.out = "";
    this.err = "";
    const words = ["fit", "watch"].includes(options[0]) ? options : ["minimize", ...options];
    this.process = spawn(`${process.env.THALWEG_DISTRIBUTION}/bin/thalweg`, [...words, "--output", "json"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, THALWEG_ARCHIVE: "off", ...variables },
    });
    this.process.stdout.on("data", (text) => (this.out += text));
    this.process.stderr.on("data", (text) => (this.err += text));
    this.ended = new Promise((resolve) => this.process.on("close", (code) => resolve(code)));
  }

  /** The address of its page, once it is printed. */
  async address() {
    for (;;) {
      const found = /live page at (http:\S+)/.exec(this.err);
      if (found) return found[1];
      if (this.process.exitCode !== null) throw new Error(`the run ended without a page: ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The result, once it is printed. */
  async result() {
    while (!this.out.includes("\n")) {
      if (this.process.exitCode !== null && !this.out) throw new Error(`the run ended without a result: ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return JSON.parse(this.out);
  }

  /** Ends the process, and waits until it has. */
  async close() {
    if (this.process.exitCode === null) this.process.kill("SIGKILL");
    await this.ended;
  }
}

/** Runs a command to its end; what it printed. */
export function thalweg(variables, ...words) {
  return new Promise((resolve, reject) => {
    const options = { env: { ...process.env, ...variables }, timeout: 120000 };
    execFile(`${process.env.THALWEG_DISTRIBUTION}/bin/thalweg`, words, options, (error, out, err) => (error ? reject(new Error(`${words[0]}: ${err || error}`)) : resolve(out.trim())));
  });
}
