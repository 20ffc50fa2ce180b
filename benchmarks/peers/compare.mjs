// Runs the sides over the same payload, in turn, and compares what they cost. Started by ./run.
import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { Side } from './side.mjs';
import { writePage } from './page.mjs';
import { lineOf, growthLine, median, table } from './report.mjs';
import { GROWTHS, SCENARIOS } from './scenarios.mjs';
import { MEASURES } from './measures.mjs';

const [root, ...rest] = process.argv.slice(2);
const { values: { quick, rounds, page, help }, positionals: names } = parseArgs({
  args: rest,
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, page: { type: 'boolean' }, help: { type: 'boolean' } },
});

if (help) {
  console.log(`run [--quick] [--rounds N] [--page] [SCENARIO...]

  --quick     Short rounds, fewer records where Node takes long, and nothing that takes minutes to build: about two minutes.
  --rounds N  How often each side is measured; the median counts. By default 5, with --quick 3.
  --page      Writes what was measured into docs/performance.md.
  SCENARIO    ${[...Object.keys(SCENARIOS), ...Object.keys(GROWTHS), ...Object.keys(MEASURES)].join(', ')}. By default all.`);
  process.exit(0);
}

const dll = `${root}/artifacts/bin/LambdaStream.Peers/release/LambdaStream.Peers.dll`;
const folder = `${root}/artifacts/peers`;
// As many as a busy stream delivers at once.
const RECORDS = 1_000;

const plan = quick
  ? { warm: 800, round: 120, rounds: 3 }
  : { warm: 5_000, round: 1_000, rounds: 5 };
if (rounds) plan.rounds = Number(rounds);

const wanted = names.length > 0 ? names : [...Object.keys(SCENARIOS), ...Object.keys(GROWTHS), ...Object.keys(MEASURES)];
const unknown = wanted.find((name) => !SCENARIOS[name] && !GROWTHS[name] && !MEASURES[name]);
if (unknown) throw new Error(`There is no scenario ${unknown}; see --help.`);

mkdirSync(folder, { recursive: true });
const files = new Map();
const payload = (kind, records) => {
  const file = `${folder}/${kind}-${records}.json`;
  if (!files.has(file)) files.set(file, execFileSync('dotnet', [dll, 'payload', kind, `${records}`, file]));
  return file;
};

// What the floor costs, to decoding alone, stands in a file, so that it cannot quietly become slower and flatter us.
const FLOORS = JSON.parse(readFileSync(`${import.meta.dirname}/floor.json`));
const NOISE = 1.5;
const checkFloor = ({ name, floor, decode }) => {
  if (!floor || floor.best / decode.best <= FLOORS[name] * NOISE) return;
  console.error(`${name}: the floor costs ${(floor.best / decode.best).toFixed(2)} times decoding alone, and should cost ${FLOORS[name]}.`);
  process.exitCode = 1;
};

// Every side must have asked its services for the same. Decoding alone asks for nothing.
const check = async (name, sides) => {
  const digest = async (side) => ({ side, ...await side.digest() });
  const digests = [];
  // The endpoint cannot tell who asks it.
  if (SCENARIOS[name].isOverHttp) for (const side of sides) digests.push(await digest(side));
  else digests.push(...await Promise.all(sides.map(digest)));
  const [expected, ...others] = digests;
  if (expected.requests === 0) throw new Error(`${name}: no requests were made.`);
  for (const other of others) {
    if (other.sha256 === expected.sha256) continue;
    throw new Error(`${name}: ${other.side.name} made other requests than ${expected.side.name}.
${[expected, other].map(({ side, requests, first }) => `${side.name}: ${requests} requests, the first is ${first}`).join('\n')}`);
  }
  return expected;
};

// Where AWS is, for those that go there.
const withEndpoint = async (isOverHttp, run) => {
  if (!isOverHttp) return run();
  const server = spawn('node', [`${import.meta.dirname}/loopback.mjs`], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const { value } = await createInterface({ input: server.stdout })[Symbol.asyncIterator]().next();
    return await run(value);
  } finally {
    server.stdin.end();
  }
};

// A process of its own for each side and scenario, as each function has one: no compiler learns from another scenario.
const start = (name, endpoint) => {
  const scenario = SCENARIOS[name];
  const records = (quick && scenario.mostQuickly) || scenario.most || RECORDS;
  const rows = scenario.correlated && payload('correlated', scenario.correlated);
  const file = payload(scenario.payload, records);
  return { name, records, sides: scenario.sides.map((side) => new Side(side, dll, name, file, { endpoint, rows })) };
};

const summary = ({ costs, bytes }) => ({
  us: median(costs),
  best: Math.min(...costs),
  spread: (Math.max(...costs) - Math.min(...costs)) / median(costs),
  costs,
  bytes,
});

// What is compared with one another is measured in turn, a round of each.
const compare = (together) => withEndpoint(together.some((name) => SCENARIOS[name].isOverHttp), async (endpoint) => {
  const scenarios = together.map((name) => start(name, endpoint));
  const all = scenarios.flatMap(({ sides }) => sides);
  try {
    await Promise.all(all.map((side) => side.ready()));
    for (const scenario of scenarios) {
      const { requests, sha256 } = await check(scenario.name, scenario.sides.filter((side) => side.name !== 'decode'));
      Object.assign(scenario, { requests, sha256 });
    }
    // Two at a time, since there are two cores: nothing is measured yet.
    for (let i = 0; i < all.length; i += 2) await Promise.all(all.slice(i, i + 2).map((side) => side.warmUp(plan.warm)));
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const side of all) await side.measure(plan.round);
    }
    return scenarios.map(({ name, records, requests, sha256, sides }) => ({
      name, records, requests, sha256, ...Object.fromEntries(sides.map((side) => [side.name, summary(side)])),
    }));
  } finally {
    for (const side of all) side.stop();
  }
});

const dotnet = execFileSync('dotnet', [dll, 'version']).toString().trim();
console.log(`node ${process.version}, .NET ${dotnet}, ${plan.rounds} rounds, processor time per event, medians\n`);
const results = new Map();
const result = async (name) => {
  if (results.has(name)) return results.get(name);
  // The two scenarios of a growth are compared with one another as well.
  const growth = wanted.find((one) => GROWTHS[one]?.includes(name));
  for (const measured of await compare(GROWTHS[growth] ?? [name])) {
    results.set(measured.name, measured);
    console.log(lineOf(measured));
    checkFloor(measured);
  }
  return results.get(name);
};
const lines = [];
const say = (line) => {
  lines.push(line);
  console.log(line);
};
for (const name of wanted) {
  if (SCENARIOS[name]) await result(name);
  else if (GROWTHS[name]) {
    const [small, large] = GROWTHS[name];
    say(growthLine(name, await result(small), await result(large)));
  }
  else say(await MEASURES[name]({ root, dll, folder, payload, quick }));
}
const listed = Object.keys(SCENARIOS).filter((name) => results.has(name)).map((name) => results.get(name));
if (listed.length > 0) console.log(`\n${table(listed)}`);
if (page) {
  const { version } = JSON.parse(readFileSync(`${import.meta.dirname}/node/node_modules/aws-lambda-stream/package.json`));
  writePage(`${root}/docs/performance.md`, { results: listed, lines, dotnet, peer: version, rounds: plan.rounds });
}
