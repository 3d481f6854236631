// A run of the real program.
import { spawn } from "node:child_process";

export class Run {
  constructor(...options) {
    this.out = "";
    this.err = "";
    this.process = spawn(`${process.env.THALWEG_DISTRIBUTION}/bin/thalweg`, ["minimize", ...options, "--output", "json"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, THALWEG_ARCHIVE: "off" },
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
