import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';

// What the function's environment says, and no more: NODE_ENV, DEBUG and the like stay unset. Of the settings that were
// tried for Node (NODE_ENV=production, PARALLEL 1, 10 and 100 instead of 4, --max-semi-space-size=64,
// --single-threaded-gc), none was better beyond the noise, so it runs as it comes.
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  PROJECT: 'my-listener',
  ENTITY_TABLE_NAME: 'entities',
  BUS_NAME: 'event-hub',
  NODE_NO_WARNINGS: '1',
  // .NET's compiler need not wait for a quiet moment to begin with what is called often; what it makes of it is the same.
  DOTNET_TC_CallCountingDelayMs: '0',
  ...Object.fromEntries(['PATH', 'HOME', 'DOTNET_ROOT'].map((key) => [key, process.env[key]]).filter(([, value]) => value)),
};

const credentials = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };

// A process that processes one payload again and again, on command. A command and its answer are a line each.
export class Side {
  costs = []; // microseconds of processor time per event, a number for each round

  // endpoint: where AWS is, for a side that goes there; rows: a file with what queries find.
  constructor(name, dll, scenario, payload, { endpoint, rows } = {}) {
    this.name = name;
    this.endpoint = endpoint;
    const [command, ...start] = name === 'node'
      ? ['node', `${import.meta.dirname}/node/function.mjs`]
      : ['dotnet', dll, 'serve', name];
    const more = name === 'node' && rows ? [rows] : [];
    this.process = spawn(command, [...start, scenario, payload, ...more], {
      env: endpoint ? { ...ENVIRONMENT, ...credentials, AWS_ENDPOINT_URL: endpoint } : ENVIRONMENT,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  async ready() {
    if (await this.#read() !== 'ready') throw new Error(`${this.name} did not start.`);
  }

  // Over HTTP the endpoint has seen what was asked for.
  async digest() {
    if (!this.endpoint) return this.ask('digest');
    await fetch(`${this.endpoint}/start`);
    await this.ask('run 0');
    return (await fetch(`${this.endpoint}/stop`)).json();
  }

  async ask(command) {
    this.process.stdin.write(`${command}\n`);
    return JSON.parse(await this.#read());
  }

  // Twice, with a pause in which a compiler's background thread can finish; once, if one payload takes longer than that.
  async warmUp(milliseconds) {
    const started = process.hrtime.bigint();
    await this.ask(`run ${milliseconds}`);
    if (Number(process.hrtime.bigint() - started) / 1e6 > 2 * milliseconds) return;
    await setTimeout(150);
    await this.ask(`run ${milliseconds / 4}`);
  }

  async measure(milliseconds) {
    const { events, cpu, bytes } = await this.ask(`run ${milliseconds}`);
    this.costs.push(cpu / events);
    this.bytes = bytes && bytes / events;
  }

  stop() {
    this.process.stdin.end();
    this.process.kill();
  }

  async #read() {
    const { value, done } = await this.lines.next();
    if (done) throw new Error(`${this.name} ended.`);
    return value;
  }
}
