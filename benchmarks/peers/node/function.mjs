// The Node side of the benchmark: a function whose services answer at once, or over HTTP where AWS_ENDPOINT_URL is set.
// Usage: node function.mjs SCENARIO PAYLOAD [ROWS], then commands on stdin: see ../compare.mjs.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { digest } from './digest.mjs';
import { rulesOf } from './rules.mjs';
import { serve } from './serve.mjs';

const require = createRequire(import.meta.url);
const { defaultOptions, fromDynamodb, fromKinesis, initialize, initializeFrom, toPromise } = require('aws-lambda-stream');
const { default: DynamoDb } = require('aws-lambda-stream/connectors/dynamodb');
const { default: EventBridge } = require('aws-lambda-stream/connectors/eventbridge');

const { unmarshall } = require('@aws-sdk/util-dynamodb');
const cache = require('memory-cache');

const [scenario, file, rowsFile] = process.argv.slice(2);
const payload = readFileSync(file);
const rows = rowsFile ? JSON.parse(readFileSync(rowsFile)) : [];

const seen = { updates: undefined, entries: undefined }; // only for the digest
if (!process.env.AWS_ENDPOINT_URL) {
  DynamoDb.prototype.update = function update(params) {
    seen.updates?.push({ TableName: this.tableName, ...params });
    return Promise.resolve({});
  };
  // Out of the service's form, as the SDK reads it each time.
  DynamoDb.prototype.query = () => Promise.resolve(rows.map((row) => unmarshall(row)));
  EventBridge.prototype.putEvents = ({ Entries }) => {
    seen.entries?.push(...Entries);
    return Promise.resolve({ FailedEntryCount: 0, Entries: Entries.map(() => ({ EventId: '1' })) });
  };
}

const from = scenario.includes('listener') ? fromKinesis : fromDynamodb;
const pipelines = initializeFrom(rulesOf(scenario));

const handler = async (event) => initialize(pipelines, { ...defaultOptions })
  .assemble(from(event))
  .through(toPromise);

// Lambda's Node runtime parses the payload for each invocation, so that is part of it. The library keeps the answers of
// queries for good; but a real function seldom gets the same records twice.
const invoke = () => {
  cache.clear();
  return handler(JSON.parse(payload));
};

serve({
  events: JSON.parse(payload).Records.length,
  invoke,
  digest: async () => {
    seen.updates = [];
    seen.entries = [];
    await invoke();
    const result = digest(seen);
    seen.updates = undefined;
    seen.entries = undefined;
    return result;
  },
});
