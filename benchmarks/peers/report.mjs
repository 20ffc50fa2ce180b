export const fields = (name, values) => [name, ...Object.entries(values).map(([key, value]) => `${key}=${value}`)].join(' ');

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// Of two that were measured in turn: each round with the other's of the same seconds, since a machine is not equally fast for long.
export const ratioOf = (one, other) => median(one.costs.map((cost, round) => cost / other.costs[round]));

// For machines: ratio is ours to the peer, floor is ours to the floor.
export const lineOf = ({ name, records, requests, sha256, node, ours, floor, decode }) => fields(name, {
  cpu_us: ours.us.toFixed(3),
  peer_us: node.us.toFixed(1),
  ratio: ratioOf(ours, node).toFixed(4),
  ...floor && {
    floor_us: floor.us.toFixed(3),
    floor: ratioOf(ours, floor).toFixed(3),
    decode_us: decode.us.toFixed(3),
    floor_decode: ratioOf(floor, decode).toFixed(2),
    floor_bytes: floor.bytes.toFixed(0),
  },
  bytes: ours.bytes.toFixed(0),
  records,
  requests,
  digest: sha256.slice(0, 16),
});

export const growthLine = (name, small, large) => fields(name, {
  growth: ratioOf(large.ours, small.ours).toFixed(3),
  peer_growth: ratioOf(large.node, small.node).toFixed(3),
});

export const percent = (spread) => `±${(spread * 50).toFixed(0)} %`;

// For people.
export const table = (results) => {
  const head = ['scenario', 'records', 'ours', '', 'Node', '', 'Node/ours', 'floor', 'ours/floor', 'decode only', 'floor/decode', 'allocated'];
  const rows = results.map(({ name, records, node, ours, floor, decode }) => [
    name,
    records.toLocaleString('en'),
    `${ours.us.toFixed(2)} µs`,
    percent(ours.spread),
    `${node.us.toFixed(0)} µs`,
    percent(node.spread),
    `${ratioOf(node, ours).toFixed(0)} x`,
    floor ? `${floor.us.toFixed(2)} µs` : '',
    floor ? ratioOf(ours, floor).toFixed(2) : '',
    decode ? `${decode.us.toFixed(2)} µs` : '',
    floor ? ratioOf(floor, decode).toFixed(1) : '',
    `${(ours.bytes / 1024).toFixed(1)} KB`,
  ]);
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  return [head, ...rows].map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join('  ')).join('\n');
};
