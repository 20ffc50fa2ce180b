// Writes what was measured into a page, between two markers.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { percent, ratioOf } from './report.mjs';
import { GOALS } from './scenarios.mjs';

const BEGIN = '<!-- measured by benchmarks/peers/run --page -->';
const END = '<!-- end of what was measured -->';

const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, rows) => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const times = (number) => (number < 10 ? number.toFixed(1) : number.toFixed(0));
const inverse = (ratio) => (1 / ratio).toFixed(1);

const scenarioRow = ({ name, node, ours, floor, decode }) => [
  `\`${name}\``,
  `${ours.us.toFixed(2)} µs ${percent(ours.spread)}`,
  `${node.us.toFixed(0)} µs ${percent(node.spread)}`,
  times(ratioOf(node, ours)),
  GOALS[name]?.node ?? '',
  floor ? `${floor.us.toFixed(2)} µs` : '',
  floor ? ratioOf(ours, floor).toFixed(2) : '',
  GOALS[name]?.floor ?? '',
  decode ? `${decode.us.toFixed(2)} µs` : '',
  `${(ours.bytes / 1024).toFixed(1)} KB`,
];

const callRows = (line, suffix, form) => line[`ratio${suffix}`] && [
  [`a call to AWS, ${form}: the official SDK to ours`, `${inverse(line[`ratio${suffix}`])} (ours ${line[`cpu_us${suffix}`]} µs, the SDK ${line[`peer_us${suffix}`]} µs)`, '3.5'],
  [`a call to AWS, ${form}: ours to a bare call`, line[`bare${suffix}`], '1.5'],
  [`the first call, ${form}: the official SDK to ours`, `${inverse(line[`first_ratio${suffix}`])} (ours ${line[`first_ms${suffix}`]} ms)`, '3'],
];

const LINES = {
  'rules-100-vs-1': (line) => [['an event with 100 rules to one with 1', `${line.growth} (Node ${line.peer_growth})`, '1.15']],
  'correlated-500-vs-50': (line) => [['an evaluation over 500 events to one over 50', `${line.growth} (Node ${line.peer_growth})`, '10']],
  'sdk-call': (line) => [...callRows(line, '', 'JIT'), ...(callRows(line, '_aot', 'native') || [])],
  waiting: (line) => [[
    'wall time to the ideal: 4, 16 and 64 in flight; 10 pipelines',
    [line.parallel_4, line.parallel_16, line.parallel_64, line.pipelines_10].join(', '),
    '1.10',
  ]],
  'cold-start': (line) => [
    ['from the start to the first answer: Node to ours', `${inverse(line.ratio)} (ours ${line.ms} ms, Node ${line.peer_ms} ms)`, '8'],
    ['peak memory of that: Node to ours', `${inverse(line.rss_ratio)} (ours ${line.rss_mb} MB, Node ${line.peer_rss_mb} MB)`, '3'],
    ['the native binary', `${line.binary_mb} MB`, '20 MB'],
  ],
  memory: (line) => [
    ['peak memory with 4,000 records of 1 KB', `${line.rss_4000_mb} MB`, `${line.limit_4000_mb} MB`],
    ['peak memory with 10,000 records of 450 bytes', `${line.rss_10000_mb} MB`, `${line.limit_10000_mb} MB`],
    [`growth over ${line.invocations} invocations`, `${line.growth_mb} MB`, '0'],
  ],
};

const parse = (line) => {
  const [name, ...members] = line.split(' ');
  return { name, ...Object.fromEntries(members.map((member) => member.split('='))) };
};

// results: of the scenarios that compare sides; lines: of everything else.
export const writePage = (file, { results, lines, dotnet, peer, rounds }) => {
  const machine = `${cpus().length} cores of an ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const measured = [
    BEGIN,
    '',
    `${machine}; .NET ${dotnet}, Node ${process.version.slice(1)}, aws-lambda-stream ${peer}. Medians of ${rounds} rounds; behind ± is half the range. A ratio is the median of those of each round.`,
    '',
    table(
      ['scenario', 'LambdaStream', 'Node', 'Node / ours', 'goal', 'floor', 'ours / floor', 'goal', 'decode only', 'allocated'],
      results.map(scenarioRow),
    ),
    '',
    table(
      ['scenario', '', 'measured', 'goal'],
      lines.map(parse).flatMap((line) => LINES[line.name](line).map((cells) => [`\`${line.name}\``, ...cells])),
    ),
    '',
    END,
  ].join('\n');
  const page = readFileSync(file, 'utf8');
  const [begin, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`${file} has no place between '${BEGIN}' and '${END}'.`);
  writeFileSync(file, page.slice(0, begin) + measured + page.slice(end + END.length));
};
