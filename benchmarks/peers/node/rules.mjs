// The functions of the benchmark, made with aws-lambda-stream as its README shows. The .NET side has the same
// (LambdaStream.Peers: Listener, Trigger, Conclusion).
import lambdaStream from 'aws-lambda-stream';

// The library is CommonJS.
const {
  cdc, evaluate, materialize, timestampCondition, ttl, updateExpression,
} = lambdaStream;

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
const listener = (count, wanted) => {
  const eventType = (i) => {
    if (wanted === 'all' && count === 1) return /^thing-/;
    const occurs = wanted === 'all' ? i < EVENT_TYPES.length : i === 0;
    return occurs ? EVENT_TYPES[i] : `other-${i}-created`;
  };
  return Array.from({ length: count }, (_, i) => ({
    id: `m${i}`,
    flavor: materialize,
    eventType: eventType(i),
    toUpdateRequest,
  }));
};

// trigger-1: one rule for all kinds of entities. trigger-10: one for each.
const trigger = (count) => Array.from({ length: count }, (_, i) => ({
  id: `t${i}`,
  flavor: cdc,
  eventType: count === 1 ? /^thing/ : [`thing${i}-created`, `thing${i}-updated`],
  toEvent: (uow) => ({ thing: uow.event.raw.new, raw: undefined }),
}));

// The last of each.
const submittedAndCreated = ({ correlated }) => {
  let submitted;
  let created;
  correlated.forEach((event) => {
    if (event.type === 'thing-submitted') submitted = event;
    else if (event.type === 'thing-created') created = event;
  });
  return submitted && created ? [submitted, created] : undefined;
};

const conclusion = () => [{
  id: 'e0',
  flavor: evaluate,
  eventType: /^thing-/,
  expression: submittedAndCreated,
  emit: 'thing-completed',
}];

export const rulesOf = (scenario) => {
  const [kind, number, wanted] = scenario.replace('http-', '').split('-');
  if (kind === 'listener') return listener(Number(number), wanted ?? 'all');
  return kind === 'trigger' ? trigger(Number(number)) : conclusion();
};
