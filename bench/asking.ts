import { startSandbox } from 'slack-sandbox';
import { alignColumns, type Figure, percentile } from './figures.ts';
import { commandFields, type SignedRequest, signedRequest } from './signed-request.ts';
import { pace } from './touchpoint-load.ts';
import { build, startApp } from './touchpoint-processes.ts';
import { branches, membersEach, openWorkspace, slackUserOf } from './workspace-database.ts';

const perSecond = 20;
const requestsEach = 60;
/** Every so-many-th question comes from the member with the largest book. */
const largestEvery = 4;

/** What is asked, and a word of the right answer: a refusal would be fast, too. */
const questions: [string, RegExp][] = [
  ['who today', /today/i],
  ['who’s next', /Next|coming up/],
  ['when did i last see dana', /Dana/],
  ['what did i promise marcus', /Marcus/],
  ['what did i promise', /promise/],
  ['who haven’t i met in 90 days', /close partner/],
  ['webb', /Webb/],
  ['help', /Log/],
];

/** Questions by command in a workspace of 450,000 relationships, through the app. */
export async function run(): Promise<Figure[]> {
  const workspace = await openWorkspace();
  const { rapport } = await build();
  const slack = await startSandbox({ manifest: 'manifest.yml', pacing: false });
  const app = await startApp('rapport', rapport, {
    DATABASE_URL: workspace.url,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.slackApiUrl,
  });
  let made = 0;
  const ask = (text: string): SignedRequest => {
    const nr = made++;
    const member = nr % largestEvery === 0 ? 0 : 2 + ((nr * 37) % (branches * membersEach - 2));
    const by = { teamId: slack.teamId, user: slackUserOf(member), nr: String(nr) };
    return signedRequest(slack.signingSecret, commandFields('/rapport', text, by));
  };
  try {
    const rows: [string, number[]][] = [];
    for (const [text, answer] of questions) {
      await checkAnswer(app.url, ask(text), text, answer);
      await pace(app.url, () => ask(text), { perSecond, amount: perSecond });
      const answers = await pace(app.url, () => ask(text), { perSecond, amount: requestsEach });
      rows.push([text, answers.map(({ ms }) => ms)]);
    }
    const all = rows.flatMap(([, tookMs]) => tookMs);
    console.log(
      alignColumns([
        ['milliseconds', 'p50', 'p95', 'p99'],
        ...[...rows, ['all', all] as const].map(([what, tookMs]) => [
          what,
          ...[50, 95, 99].map((percent) => percentile(tookMs, percent).toFixed(1)),
        ]),
      ]),
    );
    const slowest = Math.max(...rows.map(([, tookMs]) => percentile(tookMs, 95)));
    return [
      {
        what: `an answer to a question at ${perSecond} a second, the slowest kind, p95`,
        ours: `${slowest.toFixed(0)} ms`,
        baseline: '',
        ratio: '',
        target: 'under 300 ms',
        met: slowest < 300,
      },
    ];
  } finally {
    await app.stop();
    await slack.close();
    await workspace.close();
  }
}

async function checkAnswer(url: string, request: SignedRequest, asked: string, answer: RegExp) {
  const { method, path, headers, body } = request;
  const response = await fetch(new URL(path, url), { method, headers, body });
  const said = await response.text();
  if (!answer.test(said))
    throw new Error(`“${asked}” was answered ${response.status}: ${said.slice(0, 300)}`);
}
