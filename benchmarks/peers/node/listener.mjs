// The Node side of the benchmark: a listener function made with aws-lambda-stream, as its README shows, whose table
// answers at once. Usage: node listener.mjs SCENARIO PAYLOAD, then commands on stdin: see ../compare.mjs.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { digest } from './digest.mjs';
import { serve } from './serve.mjs';

// The library is CommonJS.
const require = createRequire(import.meta.url);
const {
  defaultOptions, fromKinesis, initialize, initializeFrom, materialize, timestampCondition, toPromise, ttl, updateExpression,
} = require('aws-lambda-stream');
const { default: Connector } = require('aws-lambda-stream/connectors/dynamodb');

const EVENT_TYPES = [
  'submitted', 'created', 'updated', 'approved', 'rejected', 'shipped', 'delivered', 'cancelled', 'archived', 'restored',
].map((verb) => `thing-${verb}`);

// The templates' mapping: every field of the entity, what each row of a table has, and the inverse oplock.
const toUpdateRequest = (uow) => ({
  Key: {
    pk: uow.event.thing.id,
    sk: 'thing',
  },
  ...updateExpression({
    ...uow.event.thing,
    discriminator: 'thing',
    timestamp: uow.event.timestamp,
    lastModifiedBy: uow.event.tags.source,
    deleted: null,
    latched: true,
    ttl: ttl(uow.event.timestamp, 33),
    awsregion: process.env.AWS_REGION,
  }),
  ...timestampCondition(),
});

// listener-RULES-all: each event is wanted by exactly one rule. listener-RULES-tenth: by the first rule or by none.
const toRules = (scenario) => {
  const [, count, wanted] = /^listener-(\d+)-(all|tenth)$/.exec(scenario);
  const eventType = (i) => {
    if (wanted === 'all' && count === '1') return /^thing-/;
    const occurs = wanted === 'all' ? i < EVENT_TYPES.length : i === 0;
    return occurs ? EVENT_TYPES[i] : `other-${i}-created`;
  };
  return Array.from({ length: Number(count) }, (_, i) => ({
    id: `m${i}`,
    flavor: materialize,
    eventType: eventType(i),
    toUpdateRequest,
  }));
};

let requests; // collected only for the digest
Connector.prototype.update = function update(params) {
  requests?.push({ TableName: this.tableName, ...params });
  return Promise.resolve({});
};

const [scenario, file] = process.argv.slice(2);
const payload = readFileSync(file);
const pipelines = initializeFrom(toRules(scenario));

const handler = async (event) => initialize(pipelines, { ...defaultOptions })
  .assemble(fromKinesis(event))
  .through(toPromise);

// Lambda's Node runtime parses the payload for each invocation, so that is part of it.
const invoke = () => handler(JSON.parse(payload));

serve({
  events: JSON.parse(payload).Records.length,
  invoke,
  digest: async () => {
    requests = [];
    await invoke();
    const result = digest(requests);
    requests = undefined;
    return result;
  },
});
