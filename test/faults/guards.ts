/** A piece of the code that keeps nudges from coming twice or getting lost, and how to do without it. */
export interface Guard {
  name: string;
  /** Under `src/`. */
  file: string;
  /** Stands there exactly once. */
  text: string;
  without: string;
  /** The sentences of cases of which one must turn out not to be true (their beginnings), or a run of its own. */
  red: string;
}

export const guards: readonly Guard[] = [
  {
    name: 'a key names the local day, and nothing else of the moment',
    file: 'store/nudges/schedules.ts',
    text: 'day: dayIn(zone, dueAt)',
    without: 'day: dayIn(zone, dueAt) + ":" + dueAt.getTime()',
    red: 'a member who moves west',
  },
  {
    name: 'a key that is there already is passed over',
    file: 'store/nudges/schedules.ts',
    text: 'on conflict (key) do nothing returning post',
    without: 'returning post',
    red: 'a schedule that comes due again',
  },
  {
    name: 'planners skip what another has locked',
    file: 'store/nudges/schedules.ts',
    text: 'order by next_at, id limit $3 for update skip locked',
    without: 'order by next_at, id limit $3 for update',
    red: 'a planner that is stuck',
  },
  {
    name: 'only what is planned can be claimed',
    file: 'store/nudges/nudges.ts',
    text: "where state = 'planned' and due_at <= $1 and expires_at > $1",
    without: "where state in ('planned', 'sending') and due_at <= $1 and expires_at > $1",
    red: 'two replicas at the same nudge',
  },
  {
    name: 'what expired while its sender stood still is not sent',
    file: 'schedule/engine/deliver-due.ts',
    text: 'if (now() >= nudge.expiresAt) {',
    without: 'if (now() >= nudge.expiresAt && nudge.id < 0) {',
    red: 'a replica frozen before posting, alone',
  },
  {
    name: 'what has expired is closed',
    file: 'store/nudges/nudges.ts',
    text: "where state = 'planned' and expires_at <= $1 returning post",
    without: "where state = 'planned' and expires_at <= $1 and false returning post",
    red: 'Slack gone for two days',
  },
  {
    name: 'sending begins only with the newest claim',
    file: 'store/nudges/nudges.ts',
    text: "where id = $1 and fence = $2 and state = 'sending' and lease_until > clock_timestamp() returning id",
    without:
      "where id = $1 and $2::int is not null and state = 'sending' and lease_until > clock_timestamp() returning id",
    red: 'a replica frozen before it began to send posts nothing while another is about to',
  },
  {
    name: 'where a message goes is noted before it is sent',
    file: 'store/nudges/nudges.ts',
    text: 'update nudge set channel_id = $3, lease_until = clock_timestamp()',
    without: 'update nudge set channel_id = nullif($3, $3), lease_until = clock_timestamp()',
    red: 'a replica frozen after posting',
  },
  {
    name: 'a message is noted as sent by the newest claim alone',
    file: 'store/nudges/nudges.ts',
    text: "where id = $1 and fence = $2 and state in ('sending', 'in doubt') returning id`",
    without: "where id = $1 and $2::int is not null and state in ('sending', 'in doubt') returning id`",
    red: 'a replica frozen before posting deletes its message also while',
  },
  {
    name: 'a message that comes late is taken while the nudge is in doubt',
    file: 'store/nudges/nudges.ts',
    text: "where id = $1 and fence = $2 and state in ('sending', 'in doubt') returning id`",
    without: "where id = $1 and fence = $2 and state = 'sending' returning id`",
    red: 'a replica frozen before posting finds that its message counts',
  },
  {
    name: 'a message that the history has shown already counts',
    file: 'store/nudges/nudges.ts',
    text: "return resolved ? 'sent already' : 'delete it';",
    without: "return 'delete it';",
    red: 'a replica frozen after posting',
  },
  {
    name: 'a stale sender deletes its own message',
    file: 'schedule/engine/send-once.ts',
    text: 'await context.slack.chat.delete({ channel, ts });',
    without: '',
    red: 'a replica frozen before posting deletes its message when',
  },
  {
    name: 'a nudge whose message was deleted is owed again',
    file: 'store/nudges/nudges.ts',
    text: 'settled_by = null\n      where id = $1',
    without: 'settled_by = null\n      where false and id = $1',
    red: 'a message that counted and was deleted',
  },
  {
    name: 'a look that saw a message before it was deleted does not count',
    file: 'store/nudges/nudges.ts',
    text: "update nudge set fence = fence + 1 where id = $1 and state = 'in doubt'",
    without: "update nudge set fence = fence where id = $1 and state = 'in doubt'",
    red: 'a message deleted by its own stale sender while',
  },
  {
    name: 'a lost answer without a claim is a doubt as well',
    file: 'schedule/engine/send-once.ts',
    text: 'await doubtOvertaken(db, nudge, channel, timing.resolveAfterMs);',
    without: ';',
    red: 'a replica frozen before posting whose answer is lost as well',
  },
  {
    name: 'of two messages found one is deleted',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'await slack.chat.delete({ channel: doubt.channelId, ts });',
    without: '',
    red: 'a replica frozen before posting whose answer is lost as well',
  },
  {
    name: 'a lost answer is a doubt, and not sent again blindly',
    file: 'store/nudges/nudges-doubt.ts',
    text: "set state = 'in doubt', reason = $4,",
    without: "set state = 'planned', reason = $4,",
    red: 'a connection reset after',
  },
  {
    name: 'a lease that ends after sending has begun leaves a doubt',
    file: 'store/nudges/nudges-doubt.ts',
    text: "set state = case when channel_id is null then 'planned' else 'in doubt' end",
    without: "set state = 'planned'",
    red: 'a replica frozen after posting',
  },
  {
    name: 'a doubt is looked into once the message can no longer be on its way',
    file: 'schedule/engine/send-once.ts',
    text: 'await putInDoubt(db, nudge, timing.resolveAfterMs, failure.reason)',
    without: 'await putInDoubt(db, nudge, 0, failure.reason)',
    red: 'a message still on its way',
  },
  {
    name: 'the history is searched for the mark',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'payloadOf(metadata).mark === mark',
    without: 'payloadOf(metadata).mark !== undefined && mark !== undefined',
    red: 'a lost message is not taken for yesterday’s',
  },
  {
    name: 'the history is asked for metadata',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'include_all_metadata: true,',
    without: 'include_all_metadata: false,',
    red: 'a connection reset after',
  },
  {
    name: 'a doubt found absent is owed again only if nobody has resolved it meanwhile',
    file: 'store/nudges/nudges-doubt.ts',
    text: "reason = 'not found in the history'\n      where id = $1 and fence = $2 and state = 'in doubt'",
    without:
      "reason = 'not found in the history'\n      where id = $1 and $2::int is not null and state = 'in doubt'",
    red: 'a replica frozen while it looks into a doubt',
  },
  {
    name: 'the client of Slack sends nothing again by itself',
    file: 'slack-client.ts',
    text: 'retryConfig: { retries: 0 },',
    without: 'retryConfig: { retries: 2, minTimeout: 1 },',
    red: 'a 500 after',
  },
  {
    name: 'a 5xx may have taken effect',
    file: 'schedule/engine/send-failure.ts',
    text: "if (error instanceof WebAPIHTTPError) return { means: 'unknown', reason: `HTTP",
    without: "if (error instanceof WebAPIHTTPError) return { means: 'our side', reason: `HTTP",
    red: 'a 500 after',
  },
  {
    name: 'a 429 pauses every sender',
    file: 'schedule/engine/give-up.ts',
    text: 'await pauseSending(db, failure.retryAfterMs);',
    without: '',
    red: 'a 429 mid-fan-out',
  },
  {
    name: 'an hour that comes twice is the first of the two',
    file: 'domain/days/post-times.ts',
    text: "disambiguation: 'compatible'",
    without: "disambiguation: 'later'",
    red: 'where clocks change',
  },
  {
    name: 'a planned schedule is moved past the business time',
    file: 'store/nudges/schedules.ts',
    text: 'const { last: dueAt, next } = lastAndNext(timing, nextAt, now);',
    without: 'const { next } = lastAndNext(timing, nextAt, now), dueAt = nextAt;',
    red: 'three days without a wake-up',
  },
];
