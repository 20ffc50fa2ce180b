// The listener as a program that talks to Lambda's runtime API itself, to be bundled into one file.
// LambdaStream.Peers.Function is the .NET one.
import http from 'node:http';
import lambdaStream from 'aws-lambda-stream';
import { rulesOf } from './rules.mjs';

const { defaultOptions, fromKinesis, initialize, initializeFrom, toPromise } = lambdaStream;

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true });
const call = (method, path, body) => new Promise((resolve, reject) => {
  const request = http.request({ host, port, agent, method, path: `/2018-06-01/runtime/${path}` }, (response) => {
    const chunks = [];
    response.on('data', (chunk) => chunks.push(chunk));
    response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(chunks) }));
  });
  request.on('error', reject);
  request.end(body);
});

const pipelines = initializeFrom(rulesOf('listener-1-all'));
const handler = async (event) => initialize(pipelines, { ...defaultOptions })
  .assemble(fromKinesis(event))
  .through(toPromise);

const serve = async () => {
  for (;;) {
    const { headers, body } = await call('GET', 'invocation/next');
    await handler(JSON.parse(body));
    await call('POST', `invocation/${headers['lambda-runtime-aws-request-id']}/response`, '{}');
  }
};

serve();
