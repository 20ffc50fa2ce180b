import { createServer } from 'node:http';

// Lambda's runtime API on this host, for one function, and AWS in its place: it takes every update at once.
export class RuntimeApi {
  updates = 0;

  #server;

  #asking; // the function's question for the next invocation, while there is none

  #pending; // the payload that the function has not fetched yet

  #answered;

  static async start() {
    const api = new RuntimeApi();
    api.#server = createServer((request, response) => api.#serve(request, response));
    await new Promise((resolve) => { api.#server.listen(0, '127.0.0.1', resolve); });
    api.host = `127.0.0.1:${api.#server.address().port}`;
    return api;
  }

  // Has the function process a payload. Ends when it has answered.
  invoke(payload) {
    this.#pending = payload;
    this.#hand();
    return new Promise((resolve, reject) => { this.#answered = { resolve, reject }; });
  }

  stop() {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #serve(request, response) {
    if (request.url.endsWith('/invocation/next')) {
      this.#asking = response;
      this.#hand();
      return;
    }
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const isRuntime = request.url.includes('/runtime/');
      response.writeHead(isRuntime ? 202 : 200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': 2 });
      response.end('{}');
      if (!isRuntime) this.updates += 1;
      else if (request.url.endsWith('/response')) this.#answered.resolve();
      else this.#answered.reject(new Error(`${request.url}: ${Buffer.concat(chunks)}`));
    });
  }

  #hand() {
    if (!this.#asking || !this.#pending) return;
    this.#asking.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': this.#pending.length,
      'Lambda-Runtime-Aws-Request-Id': '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
      'Lambda-Runtime-Deadline-Ms': Date.now() + 600_000,
      'Lambda-Runtime-Invoked-Function-Arn': 'arn:aws:lambda:us-east-1:123456789012:function:my-listener',
    });
    this.#asking.end(this.#pending);
    this.#asking = undefined;
    this.#pending = undefined;
  }
}
