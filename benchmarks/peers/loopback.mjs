// A stand-in for AWS on this host, in a process of its own so that its work counts for no side: it takes every update at once.
// GET /start has it note the requests, GET /stop tells their digest. Ends with its input.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { sections, sorted } from './node/digest.mjs';

const EMPTY = Buffer.from('{}');
let bodies;

// Both sides write typed JSON, so that nothing needs to be read out of it.
const lineOf = (body) => {
  const request = JSON.parse(body);
  return JSON.stringify(sorted({ ...request, UpdateExpression: sections(request.UpdateExpression) }));
};

const digest = () => {
  const lines = bodies.map(lineOf).sort();
  bodies = undefined;
  return {
    requests: lines.length,
    sha256: createHash('sha256').update(lines.join('\n')).digest('hex'),
    first: lines[0],
  };
};

const control = (path) => {
  if (path === '/stop') return JSON.stringify(digest());
  bodies = [];
  return '{}';
};

createServer((request, response) => {
  if (request.method === 'GET') {
    response.end(control(request.url));
    return;
  }
  const chunks = [];
  request.on('data', (chunk) => bodies && chunks.push(chunk));
  request.on('end', () => {
    bodies?.push(Buffer.concat(chunks).toString());
    response.writeHead(200, { 'Content-Type': 'application/x-amz-json-1.0', 'Content-Length': EMPTY.length });
    response.end(EMPTY);
  });
}).listen(0, '127.0.0.1', function listening() {
  this.keepAliveTimeout = 60_000;
  console.log(`http://127.0.0.1:${this.address().port}`);
});
process.stdin.on('end', () => process.exit()).resume();
