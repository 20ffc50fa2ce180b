// What is measured otherwise than by the cost of an event: programs that are started, calls to AWS, and waiting.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fields, median } from './report.mjs';
import { RuntimeApi } from './runtime-api.mjs';

const MB = 1024 * 1024;

// The peak of the memory that a process has had in its hands.
const peakOf = ({ pid }) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) * 1024;

// Starts a function, has it do an invocation for each payload, and tells when the first answer came and the peaks.
const runFunction = async ([command, ...args], payloads) => {
  const api = await RuntimeApi.start();
  const started = process.hrtime.bigint();
  const child = spawn(command, args, {
    env: {
      PATH: process.env.PATH,
      AWS_LAMBDA_RUNTIME_API: api.host,
      AWS_LAMBDA_FUNCTION_NAME: 'my-listener',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
      AWS_ENDPOINT_URL: `http://${api.host}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      PROJECT: 'my-listener',
      ENTITY_TABLE_NAME: 'entities',
      BUS_NAME: 'event-hub',
      NODE_NO_WARNINGS: '1',
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = new Promise((_, reject) => {
    child.once('exit', (code) => reject(new Error(`${command} ended with ${code}.`)));
  });
  ended.catch(() => {});
  try {
    await Promise.race([ended, api.invoke(payloads[0])]);
    const ms = Number(process.hrtime.bigint() - started) / 1e6;
    const peaks = [peakOf(child)];
    for (const payload of payloads.slice(1)) {
      await Promise.race([ended, api.invoke(payload)]);
      peaks.push(peakOf(child));
    }
    return { ms, peaks, updates: api.updates };
  } finally {
    child.kill('SIGKILL');
    api.stop();
  }
};

// A property that the project does not set itself would have the libraries compiled anew.
const published = new Set();
const publish = (root, project, output, ...properties) => {
  const file = `${root}/artifacts/peers/${output}`;
  if (!published.has(file)) {
    execFileSync('dotnet', [
      'publish', `${root}/benchmarks/${project}`, '--configuration', 'Release', '-p:RunAnalyzers=false', ...properties,
      '--output', file, '--nologo', '--verbosity', 'quiet',
    ], { stdio: ['ignore', 'ignore', 'inherit'] });
    published.add(file);
  }
  return file;
};

const functions = ({ root, folder }) => {
  const bundle = `${folder}/function.cjs`;
  execFileSync(`${import.meta.dirname}/node/node_modules/.bin/esbuild`, [
    `${import.meta.dirname}/node/bootstrap.mjs`, '--bundle', '--minify', '--platform=node', '--target=node20',
    '--format=cjs', '--log-level=error', `--outfile=${bundle}`,
  ]);
  return { ours: `${publish(root, 'LambdaStream.Peers.Function', 'function')}/bootstrap`, node: bundle };
};

const coldStart = async (context) => {
  const { ours, node } = functions(context);
  const payload = readFileSync(context.payload('kinesis', 100));
  const sides = { ours: [ours], node: ['node', node] };
  const runs = { ours: [], node: [] };
  const starts = context.quick ? 3 : 5;
  for (let i = 0; i < starts; i += 1) {
    for (const side of Object.keys(sides)) {
      const run = await runFunction(sides[side], [payload]);
      if (run.updates !== 100) throw new Error(`cold-start: ${side} made ${run.updates} updates.`);
      runs[side].push(run);
    }
  }
  const of = (side, read) => median(runs[side].map(read));
  const [ms, peerMs] = [of('ours', (run) => run.ms), of('node', (run) => run.ms)];
  const [rss, peerRss] = [of('ours', (run) => run.peaks[0]), of('node', (run) => run.peaks[0])];
  return fields('cold-start', {
    ms: ms.toFixed(1),
    peer_ms: peerMs.toFixed(1),
    ratio: (ms / peerMs).toFixed(4),
    rss_mb: (rss / MB).toFixed(1),
    peer_rss_mb: (peerRss / MB).toFixed(1),
    rss_ratio: (rss / peerRss).toFixed(4),
    binary_mb: (statSync(ours).size / MB).toFixed(1),
    starts,
  });
};

const memory = async (context) => {
  const { ours } = functions(context);
  const large = readFileSync(context.payload('kinesis', 4_000));
  const many = readFileSync(context.payload('kinesis-small', 10_000));
  const few = readFileSync(context.payload('kinesis', 100));
  const [first] = (await runFunction([ours], [large])).peaks;
  const [second] = (await runFunction([ours], [many])).peaks;
  const invocations = context.quick ? 100 : 1_000;
  const { peaks } = await runFunction([ours], Array.from({ length: invocations }, () => few));
  // From when the heap has found its size.
  const growth = peaks.at(-1) - peaks[Math.floor(invocations / 4)];
  const limit = (payload) => 3 * payload.length + 40 * MB;
  return fields('memory', {
    rss_mb: (Math.max(first, second) / MB).toFixed(1),
    rss_4000_mb: (first / MB).toFixed(1),
    limit_4000_mb: (limit(large) / MB).toFixed(1),
    rss_10000_mb: (second / MB).toFixed(1),
    limit_10000_mb: (limit(many) / MB).toFixed(1),
    growth_mb: (growth / MB).toFixed(1),
    invocations,
  });
};

// The lines of LambdaStream.Benchmarks.Aws: "NAME  112 µs a call (75 to 176), first call  96.0 ms".
const callsOf = (program) => Object.fromEntries(
  execFileSync(program[0], program.slice(1)).toString().split('\n')
    .map((line) => /^(.+?)\s+(\d+) µs a call .* first call\s+([\d.]+) ms/.exec(line))
    .filter(Boolean)
    .map(([, name, us, ms]) => [name, { us: Number(us), ms: Number(ms) }]),
);

const sdkCall = async ({ root, quick }) => {
  const jit = callsOf([`${root}/artifacts/bin/LambdaStream.Benchmarks.Aws/release/LambdaStream.Benchmarks.Aws`, 'clients']);
  const lineOf = (suffix, calls) => {
    const [ours, sdk, bare] = [calls['LambdaStream.Aws'], calls['AWSSDK.DynamoDBv2'], calls['bare HttpClient']];
    return {
      [`cpu_us${suffix}`]: ours.us,
      [`peer_us${suffix}`]: sdk.us,
      [`ratio${suffix}`]: (ours.us / sdk.us).toFixed(3),
      [`bare${suffix}`]: (ours.us / bare.us).toFixed(3),
      [`first_ms${suffix}`]: ours.ms,
      [`first_ratio${suffix}`]: (ours.ms / sdk.ms).toFixed(3),
    };
  };
  // Publishing the SDK natively takes minutes.
  const aot = quick
    ? {}
    : lineOf('_aot', callsOf([`${publish(root, 'LambdaStream.Benchmarks.Aws', 'calls', '-p:PublishAot=true')}/LambdaStream.Benchmarks.Aws`, 'clients']));
  return fields('sdk-call', { ...lineOf('', jit), ...aot });
};

const waiting = async ({ dll, quick }) => {
  const lines = execFileSync('dotnet', [dll, 'waiting', quick ? '320' : '3200']).toString().trim().split('\n');
  const times = Object.fromEntries(lines.map((line) => line.split(' ')));
  return fields('waiting', { over_ideal: Math.max(...Object.values(times)).toFixed(3), ...times });
};

export const MEASURES = { 'sdk-call': sdkCall, waiting, 'cold-start': coldStart, memory };
