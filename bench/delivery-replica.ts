import '../src/utc.ts';
import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { openContext } from '../src/context.ts';
import { defaultTiming } from '../src/schedule/engine/timing.ts';
import { workThrough } from '../src/schedule/engine/work-through.ts';
import { morning } from './lender/size.ts';

/**
 * One replica in its own process. It reports `ready`, and on `go` delivers the morning's due messages until `stop`. With
 * `unlimited`, nothing limits its pace.
 */
const unlimited = process.argv[2] === 'unlimited';
const config = readConfig(process.env);
if (unlimited) config.slack.messagesPerMinute = 1e9;
const timing = unlimited ? { ...defaultTiming, channelGapMs: 0 } : defaultTiming;
const context = await openContext(config, { now: () => morning });
const stopping = new AbortController();
process.on('message', async (order) => {
  if (order === 'stop') return stopping.abort();
  while (!stopping.signal.aborted) {
    await workThrough(context, context.now, timing, stopping.signal);
    await sleep(10);
  }
  await context.close();
  process.disconnect();
});
process.send?.('ready');
