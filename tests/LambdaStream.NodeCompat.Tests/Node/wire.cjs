'use strict';

// The services behind the clients of the AWS SDK, in place of the network: each request is what the SDK would have sent.

const { Readable } = require('node:stream');
const { HttpResponse } = require('@smithy/protocol-http');
const { NodeHttpHandler } = require('@smithy/node-http-handler');

const requests = [];
const objects = new Map();
let dataKey = Buffer.alloc(32);

const bodyOf = async ({ body }) => {
  if (body === undefined || typeof body === 'string' || Buffer.isBuffer(body)) return Buffer.from(body ?? '');
  if (body instanceof Uint8Array) return Buffer.from(body);
  const chunks = [];
  for await (const chunk of body) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

// A master key that turns the data key around, so that what is stored is not the key.
const turned = (bytes) => Buffer.from(bytes).reverse().toString('base64');

const operations = {
  'AWSEvents.PutEvents': ({ Entries }) => ({ FailedEntryCount: 0, Entries: Entries.map((_, i) => ({ EventId: `${i}` })) }),
  'Kinesis_20131202.PutRecords': ({ Records }) => ({
    FailedRecordCount: 0,
    Records: Records.map((_, i) => ({ SequenceNumber: `${i}`, ShardId: 'shardId-000000000000' })),
  }),
  'DynamoDB_20120810.PutItem': () => ({}),
  'DynamoDB_20120810.UpdateItem': () => ({}),
  'TrentService.GenerateDataKey': ({ KeyId }) => ({
    KeyId,
    Plaintext: dataKey.toString('base64'),
    CiphertextBlob: turned(dataKey),
  }),
  'TrentService.Encrypt': ({ KeyId, Plaintext }) => ({ KeyId, CiphertextBlob: turned(Buffer.from(Plaintext, 'base64')) }),
  'TrentService.Decrypt': ({ CiphertextBlob }) => ({ KeyId: 'k', Plaintext: turned(Buffer.from(CiphertextBlob, 'base64')) }),
};

const objectName = ({ hostname, path }) => {
  const [bucket] = hostname.split('.s3.');
  const key = decodeURIComponent(path.slice(1));
  return hostname.includes('.s3.') ? `${bucket}/${key}` : key;
};

const answerOfS3 = async (request) => {
  const name = objectName(request);
  if (request.method === 'PUT') {
    objects.set(name, await bodyOf(request));
    return [200, ''];
  }
  return objects.has(name)
    ? [200, objects.get(name)]
    : [404, '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>'];
};

const answer = async (request) => {
  const target = request.headers['x-amz-target'];
  if (!target) return answerOfS3(request);
  const input = JSON.parse(await bodyOf(request));
  requests.push({ target, input });
  if (!operations[target]) throw new Error(`There is no ${target} here.`);
  return [200, JSON.stringify(operations[target](input))];
};

NodeHttpHandler.prototype.handle = async (request) => {
  const [statusCode, body] = await answer(request);
  const content = Buffer.from(body);
  const headers = { 'content-length': `${content.length}` };
  return { response: new HttpResponse({ statusCode, headers, body: Readable.from([content]) }) };
};

// The requests since the last time, by their operation.
const allTaken = () => {
  const taken = {};
  for (const { target, input } of requests.splice(0)) {
    const [, operation] = target.split('.');
    taken[operation] = [...(taken[operation] ?? []), input];
  }
  return taken;
};

module.exports = {
  allTaken,
  taken: (operation) => allTaken()[operation] ?? [],
  store: (name, body) => objects.set(name, Buffer.from(body)),
  useDataKey: (base64) => {
    dataKey = Buffer.from(base64, 'base64');
  },
};
