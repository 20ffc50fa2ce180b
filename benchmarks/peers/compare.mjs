// Runs the sides over the same payload, in turn, and compares what they cost. Started by ./run.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Side } from './side.mjs';
import { lineOf, growthLine, table } from './report.mjs';

const [dll, folder, ...rest] = process.argv.slice(2);
const { values: { quick, rounds, help }, positionals: names } = parseArgs({
  args: rest,
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, rounds: { type: 'string' }, help: { type: 'boolean' } },
});

const LISTENERS = ['listener-1-all', 'listener-10-all', 'listener-10-tenth', 'listener-100-all'];

if (help) {
  console.log(`run [--quick] [--rounds N] [SCENARIO...]

  --quick     1,000 records and short rounds: under two minutes. Otherwise 10,000, then again 1,000 (suffix -1k).
  --rounds N  how often each side is measured; the median counts. By default 5.
  SCENARIO    ${LISTENERS.join(', ')}; with suffix -1k over 1,000 records. By default all.`);
  process.exit(0);
}

const plan = quick
  ? { warm: 900, round: 150 }
  : { warm: 3_000, round: 1_000 };
plan.rounds = Number(rounds ?? 5);

const everything = quick ? LISTENERS : [...LISTENERS, ...LISTENERS.map((name) => `${name}-1k`)];
const scenarios = (names.length > 0 ? names : everything).map((name) => {
  const listener = name.replace(/-1k$/, '');
  if (!LISTENERS.includes(listener)) throw new Error(`There is no scenario ${name}; see --help.`);
  return { name, listener, records: quick || name !== listener ? 1_000 : 10_000 };
});

mkdirSync(folder, { recursive: true });
const payload = (records) => {
  const file = `${folder}/kinesis-${records}.json`;
  execFileSync('dotnet', [dll, 'payload', `${records}`, file]);
  return file;
};
const payloads = Object.fromEntries([...new Set(scenarios.map((s) => s.records))].map((n) => [n, payload(n)]));

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Every side must have asked the table for the same updates. Decoding alone asks for none.
const check = async (name, sides) => {
  const [expected, ...others] = await Promise.all(sides.map(async (side) => ({ side, ...await side.ask('digest') })));
  if (expected.requests === 0) throw new Error(`${name}: no requests were made.`);
  for (const other of others) {
    if (other.sha256 === expected.sha256) continue;
    throw new Error(`${name}: ${other.side.name} made other requests than ${expected.side.name}.
${[expected, other].map(({ side, requests, first }) => `${side.name}: ${requests} requests, the first is ${first}`).join('\n')}`);
  }
  return expected;
};

const compare = async ({ name, listener, records }) => {
  // A process of its own for each side and scenario, as each function has one: no compiler learns from another scenario.
  const start = (side) => new Side(side, dll, listener, payloads[records]);
  const sides = ['node', 'ours', 'floor', 'decode'].map(start);
  try {
    await Promise.all(sides.map((side) => side.ready()));
    const { requests, sha256 } = await check(name, sides.slice(0, -1));
    for (const side of sides) await side.warmUp(plan.warm);
    for (let round = 0; round < plan.rounds; round += 1) {
      for (const side of sides) await side.measure(plan.round);
    }
    const [node, ours, floor, decode] = sides.map((side) => ({
      us: median(side.costs),
      spread: (Math.max(...side.costs) - Math.min(...side.costs)) / median(side.costs),
      bytes: side.bytes,
    }));
    return { name, records, requests, sha256, node, ours, floor, decode };
  } finally {
    for (const side of sides) side.stop();
  }
};

console.log(`node ${process.version}, .NET ${execFileSync('dotnet', [dll, 'version']).toString().trim()}, ${plan.rounds} rounds, processor time per event, medians\n`);
const results = [];
for (const scenario of scenarios) {
  const result = await compare(scenario);
  results.push(result);
  console.log(lineOf(result));
}
for (const suffix of ['', '-1k']) {
  const [one, hundred] = [1, 100].map((n) => results.find(({ name }) => name === `listener-${n}-all${suffix}`));
  if (one && hundred) console.log(growthLine(`rules-100-vs-1${suffix}`, one, hundred));
}
console.log(`\n${table(results)}`);
