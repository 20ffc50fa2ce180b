import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';

const { marshall } = createRequire(import.meta.url)('@aws-sdk/util-dynamodb');

// One text for each request, whatever order its parts were given in, and one hash for all, whatever order they were sent
// in. The .NET side writes the same lines (LambdaStream.Peers/Digest.cs).
export const digest = ({ updates, entries }) => {
  const lines = [...updates.map(line), ...entries.map(entryLine)].sort();
  return {
    requests: lines.length,
    sha256: createHash('sha256').update(lines.join('\n')).digest('hex'),
    first: lines[0],
  };
};

const line = (request) => [
  request.TableName,
  item(request.Key),
  sections(request.UpdateExpression),
  request.ConditionExpression,
  JSON.stringify(sorted(request.ExpressionAttributeNames)),
  item(request.ExpressionAttributeValues),
  request.ReturnValues,
].join('|');

const entryLine = (entry) => [
  entry.EventBusName,
  entry.Source,
  entry.DetailType,
  JSON.stringify(sorted(JSON.parse(entry.Detail))),
].join('|');

// SET #b = :b, #a = :a REMOVE #c  =>  REMOVE #c;SET #a = :a,#b = :b
export const sections = (expression) => expression
  .split(/ (?=(?:SET|REMOVE|ADD|DELETE) )/)
  .map((section) => {
    const [, keyword, clauses] = /^(\w+) (.*)$/.exec(section);
    return `${keyword} ${clauses.split(', ').sort().join(',')}`;
  })
  .sort()
  .join(';');

const item = (attributes) => JSON.stringify(sorted(marshall(attributes)));

export const sorted = (value) => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
};
