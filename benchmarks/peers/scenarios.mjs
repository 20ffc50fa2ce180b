// The scenarios that compare sides over a payload: which payload, of how many records, and who takes part. Where Node takes
// long for a record there are fewer, with --quick fewer still.
const ALL = ['node', 'ours', 'floor', 'decode'];
const BOTH = ['node', 'ours'];

export const SCENARIOS = {
  'listener-1-all': { payload: 'kinesis', sides: ALL },
  'listener-10-all': { payload: 'kinesis', sides: ALL },
  'listener-10-tenth': { payload: 'kinesis', sides: ALL },
  'listener-100-all': { payload: 'kinesis', sides: ALL, mostQuickly: 300 },
  'trigger-1': { payload: 'changes', sides: BOTH },
  'trigger-10': { payload: 'changes', sides: BOTH },
  'evaluate-5': { payload: 'collected', sides: BOTH, correlated: 5 },
  'evaluate-50': { payload: 'collected', sides: BOTH, correlated: 50, mostQuickly: 200 },
  'evaluate-500': { payload: 'collected', sides: BOTH, correlated: 500, most: 200, mostQuickly: 40 },
  'http-listener-10': { payload: 'kinesis', sides: BOTH, isOverHttp: true, mostQuickly: 200 },
};

// What a line says of how a cost grows from one scenario to another.
export const GROWTHS = {
  'rules-100-vs-1': ['listener-1-all', 'listener-100-all'],
  'correlated-500-vs-50': ['evaluate-50', 'evaluate-500'],
};

// What is aimed at: how many times Node's cost ours is, at least, and how many times the floor's, at most.
export const GOALS = {
  'listener-10-all': { node: 50, floor: 1.3 },
  'listener-10-tenth': { node: 150 },
  'trigger-1': { node: 40 },
  'trigger-10': { node: 40 },
  'evaluate-50': { node: 40 },
  'evaluate-500': { node: 40 },
  'http-listener-10': { node: 8 },
};
