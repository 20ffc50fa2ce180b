import { createInterface } from 'node:readline';

const milliseconds = () => Number(process.hrtime.bigint() / 1_000_000n);

// Answers the driver's commands, one line each: "digest", or "run MILLISECONDS", which invokes again and again for at
// least that long and tells the processor time it took, user and system, in microseconds.
export const serve = async ({ events, invoke, digest }) => {
  console.log('ready');
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, argument] = line.split(' ');
    if (command === 'digest') {
      console.log(JSON.stringify(await digest()));
      continue;
    }
    let invocations = 0;
    const end = milliseconds() + Number(argument);
    const start = process.cpuUsage();
    do {
      await invoke();
      invocations += 1;
    } while (milliseconds() < end);
    const { user, system } = process.cpuUsage(start);
    console.log(JSON.stringify({ events: invocations * events, cpu: user + system }));
  }
};
