'use strict';

// The Node library as the other side of the tests: one JSON command a line comes in, one JSON answer a line goes out.

const { createInterface } = require('node:readline');
const { isDeepStrictEqual } = require('node:util');

Object.assign(process.env, {
  AWS_REGION: 'us-west-2',
  AWS_ACCESS_KEY_ID: 'key',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_LAMBDA_FUNCTION_NAME: 'node-function',
  ACCOUNT_NAME: 'account',
  STAGE: 'test',
  SERVICE: 'node-service',
  MASTER_KEY_ALIAS: 'alias/thing',
  BUS_NAME: 'bus',
  STREAM_NAME: 'stream',
  EVENT_TABLE_NAME: 'events',
});

const wire = require('./wire.cjs');
const library = require('aws-lambda-stream');
const { publishToKinesis } = require('aws-lambda-stream/sinks/kinesis');

const { decryptEvent, encryptEvent, compress } = library;
const sources = {
  kinesis: library.fromKinesis,
  dynamodb: library.fromDynamodb,
  sqs: library.fromSqsEvent,
  eventBridge: library.fromEventBridge,
};
const sinks = {
  kinesis: [publishToKinesis, 'PutRecords', ({ Records }) => Records.map(({ Data }) => Data)],
  eventBridge: [library.publishToEventBridge, 'PutEvents', ({ Entries }) => Entries.map(({ Detail }) => Detail)],
};

// A function of the library as services write it: a source, the head, the rules, and faults published to the bus.
const run = (source, payload, rules, { decrypt = false, compressionThreshold } = {}) =>
  library
    .initialize(library.initializeFrom(rules), { ...library.defaultOptions, compressionThreshold })
    .assemble(sources[source](payload).through(decryptEvent({ prefilter: () => decrypt })))
    .collect()
    .toPromise(Promise);

// Node has no text for -0 and infinity.
const read = (text) => JSON.parse(JSON.stringify(JSON.parse(text)));

const detailsOf = (requests) => requests.flatMap(({ Entries }) => Entries.map(({ Detail }) => Detail));
const published = () => detailsOf(wire.taken('PutEvents'));

const commands = {
  useDataKey: ({ key }) => wire.useDataKey(key),

  store: ({ name, body }) => wire.store(name, body),

  // Publishes events: gives what is on the wire, and the events as the library published them.
  publish: async ({ sink, events, compressionThreshold, fields }) => {
    const [publish, operation, contentOf] = sinks[sink];
    const opt = { compressionThreshold };
    const seen = [];
    await library
      .fromKinesis({ Records: [] })
      .concat(events.map((event) => ({ pipeline: 'p', event })))
      .tap(({ event }) => seen.push(event))
      .through(encryptEvent(fields ? { eem: { fields } } : {}))
      .through(publish(opt))
      .collect()
      .toPromise(Promise);
    return { wire: wire.taken(operation).flatMap(contentOf), seen };
  },

  // The messages of the library's own test helper, which compresses from 10 KiB on.
  toSqs: ({ events }) => library.toSqsEventRecords(events),

  // The entry of an event that is stored. The library on npm reads claim checks; from 1.2 on it writes them, in this form.
  checkIn: ({ event, name, compressionThreshold }) => {
    const { id, type, partitionKey, timestamp, tags } = event;
    const body = JSON.stringify(event, compress({ compressionThreshold }));
    const slash = name.indexOf('/');
    const s3 = { bucket: name.slice(0, slash), key: name.slice(slash + 1) };
    return { body, wire: JSON.stringify({ id, type, partitionKey, timestamp, tags, s3 }), seen: event };
  },

  // Reads records: gives the events, and the errors that the library makes faults of.
  read: async ({ source, payload, decrypt = false }) => {
    const errors = [];
    const units = await sources[source](payload)
      .through(decryptEvent({ prefilter: () => decrypt }))
      .errors((error) => errors.push({ message: error.message, isFault: error.uow !== undefined }))
      .collect()
      .toPromise(Promise);
    return { events: units.map(({ event }) => event), errors };
  },

  // Collects events: gives the rows as they are written, and the faults.
  collect: async ({ source, payload, decrypt }) => {
    await run(source, payload, [{ id: 'collect', flavor: library.collect, eventType: () => true }], { decrypt });
    const { PutItem = [], PutEvents = [] } = wire.allTaken();
    return { rows: PutItem.map(({ Item }) => Item), faults: detailsOf(PutEvents) };
  },

  // A trigger of the table of collected events: gives the events that a rule is shown, and what change data capture publishes.
  trigger: async ({ payload, compressionThreshold }) => {
    const seen = [];
    const see = (uow) => seen.push(uow.event) > 0;
    const rules = [
      { id: 'correlate', flavor: library.correlate, eventType: () => true, filters: [see], correlationKey: 'partitionKey' },
      { id: 'cdc', flavor: library.cdc, eventType: /./, toEvent: ({ event }) => ({ ...event.raw.new.event, raw: undefined }) },
    ];
    await run('dynamodb', payload, rules, { compressionThreshold });
    return { seen, wire: published() };
  },

  // Fails at every event: gives the faults as they are published.
  fail: async ({ source, payload, message, decrypt, compressionThreshold }) => {
    const toEvent = () => {
      throw new TypeError(message);
    };
    const rule = {
      id: 'broken',
      flavor: library.materialize,
      eventType: () => true,
      toUpdateRequest: toEvent,
    };
    await run(source, payload, [rule], { decrypt, compressionThreshold });
    return { wire: published() };
  },

  // Tells which of the pairs of texts are not the same to Node.
  compare: ({ pairs }) => ({
    differences: pairs.flatMap(([expected, actual], i) => (isDeepStrictEqual(read(expected), read(actual)) ? [] : [i])),
  }),
};

const answer = async (line) => {
  try {
    const { command, ...argument } = JSON.parse(line);
    return { result: (await commands[command](argument)) ?? {} };
  } catch (error) {
    return { error: `${error.stack}` };
  }
};

const main = async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(line))}\n`);
  }
};

process.on('unhandledRejection', (error) => process.stderr.write(`${error.stack}\n`));
main();
