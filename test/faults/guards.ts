/** A piece of code that keeps nudges from being sent twice or lost, and its replacement in a test build. */
export interface Guard {
  name: string;
  /** Under `src/`. */
  file: string;
  /** Occurs exactly once in the file. */
  text: string;
  /** Replaces `text`. */
  without: string;
  /** Prefix of case sentences. At least one of these cases must fail without the guard. */
  red: string;
}

export const guards: readonly Guard[] = [
  {
    name: 'a key names the local day, not the instant',
    file: 'store/nudges/schedules.ts',
    text: 'day: dayIn(zone, dueAt)',
    without: 'day: dayIn(zone, dueAt) + ":" + dueAt.getTime()',
    red: 'a member who moves west',
  },
  {
    name: 'an existing key is skipped',
    file: 'store/nudges/schedules.ts',
    text: 'on conflict (key) do nothing returning post',
    without: 'returning post',
    red: 'a schedule that comes due again',
  },
  {
    name: 'planners skip schedules that another has locked',
    file: 'store/nudges/schedules.ts',
    text: 'order by next_at, id limit $3 for no key update skip locked',
    without: 'order by next_at, id limit $3 for no key update',
    red: 'a stuck planner',
  },
  {
    name: 'only planned nudges can be claimed',
    file: 'store/nudges/nudges.ts',
    text: "where state = 'planned' and due_at <= $1 and expires_at > $1",
    without: "where state in ('planned', 'sending') and due_at <= $1 and expires_at > $1",
    red: 'two replicas want the same nudge',
  },
  {
    name: 'a nudge that expired while its sender was frozen is not sent',
    file: 'schedule/engine/deliver-due.ts',
    text: 'if (now() >= nudge.expiresAt) {',
    without: 'if (now() >= nudge.expiresAt && nudge.id < 0) {',
    red: 'a lone replica frozen before posting',
  },
  {
    name: 'expired nudges are closed',
    file: 'store/nudges/nudges.ts',
    text: "where state = 'planned' and expires_at <= $1 returning post",
    without: "where state = 'planned' and expires_at <= $1 and false returning post",
    red: 'Slack gone for two days',
  },
  {
    name: 'only the newest claim may start to send',
    file: 'store/nudges/nudges.ts',
    text: "where id = $1 and fence = $2 and state = 'sending' and lease_until > clock_timestamp() returning id",
    without:
      "where id = $1 and $2::int is not null and state = 'sending' and lease_until > clock_timestamp() returning id",
    red: 'a replica frozen before it starts to send posts nothing while another is about to',
  },
  {
    name: 'the channel of a message is recorded before it is sent',
    file: 'store/nudges/nudges.ts',
    text: 'update nudge set channel_id = $3, lease_until = clock_timestamp()',
    without: 'update nudge set channel_id = nullif($3, $3), lease_until = clock_timestamp()',
    red: 'a replica frozen after posting',
  },
  {
    name: 'only the newest claim may record a message as sent',
    file: 'store/nudges/nudges.ts',
    text: 'where id = $1 and fence = $2\n        -- Someone',
    without: 'where id = $1 and $2::int is not null\n        -- Someone',
    red: 'a replica frozen before posting deletes its message while',
  },
  {
    name: 'a late message counts while the nudge is in doubt',
    file: 'store/nudges/nudges.ts',
    text: "and (state in ('sending', 'in doubt') or (state = 'sent'",
    without: "and (state = 'sending' or (state = 'sent'",
    red: 'a replica frozen before posting keeps its message',
  },
  {
    name: 'a message already found in the history counts',
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
    red: 'a replica frozen before posting deletes its message if',
  },
  {
    name: 'a nudge whose message was deleted is due again',
    file: 'store/nudges/nudges.ts',
    text: 'settled_by = null\n      where id = $1',
    without: 'settled_by = null\n      where false and id = $1',
    red: 'a nudge whose counted message is deleted',
  },
  {
    name: 'a look at a message that has since been deleted does not count',
    file: 'store/nudges/nudges.ts',
    text: "update nudge set fence = fence + 1 where id = $1 and state = 'in doubt'",
    without: "update nudge set fence = fence where id = $1 and state = 'in doubt'",
    red: 'a nudge whose message is deleted by a stale sender just after',
  },
  {
    name: 'a lost answer after a lost claim puts the nudge in doubt too',
    file: 'schedule/engine/send-once.ts',
    text: 'await doubtOvertaken(db, nudge, channel, timing.resolveAfterMs);',
    without: ';',
    red: 'a replica frozen before posting loses its answer too',
  },
  {
    name: 'one of two messages found is deleted',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'await slack.chat.delete({ channel: doubt.channelId, ts });',
    without: '',
    red: 'a replica frozen before posting loses its answer too',
  },
  {
    name: 'a lost answer puts the nudge in doubt, and nothing is resent blindly',
    file: 'store/nudges/nudges-doubt.ts',
    text: "set state = 'in doubt', reason = $4,",
    without: "set state = 'planned', reason = $4,",
    red: 'a connection reset after',
  },
  {
    name: 'a lease that expires after sending has started leaves the nudge in doubt',
    file: 'store/nudges/nudges-doubt.ts',
    text: "set state = case when channel_id is null then 'planned' else 'in doubt' end",
    without: "set state = 'planned'",
    red: 'a replica frozen after posting',
  },
  {
    name: 'a doubt is looked up only once the message can no longer be in flight',
    file: 'schedule/engine/send-once.ts',
    text: 'await putInDoubt(db, nudge, timing.resolveAfterMs, failure.code)',
    without: 'await putInDoubt(db, nudge, 0, failure.code)',
    red: 'a message still in flight',
  },
  {
    name: 'the history is searched for the mark',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'payloadOf(metadata).mark === mark',
    without: 'payloadOf(metadata).mark !== undefined && mark !== undefined',
    red: 'a lost message is not mistaken for yesterday’s',
  },
  {
    name: 'the history is requested with metadata',
    file: 'schedule/engine/resolve-doubts.ts',
    text: 'include_all_metadata: true,',
    without: 'include_all_metadata: false,',
    red: 'a connection reset after',
  },
  {
    name: 'an absent message makes its nudge due again only if the doubt is still open',
    file: 'store/nudges/nudges-doubt.ts',
    text: "reason = 'not found in the history'\n      where id = $1 and fence = $2 and state = 'in doubt'",
    without:
      "reason = 'not found in the history'\n      where id = $1 and $2::int is not null and state = 'in doubt'",
    red: 'a replica frozen while resolving a doubt',
  },
  {
    name: 'the Slack client never retries by itself',
    file: 'slack-client.ts',
    text: 'retryConfig: { retries: 0 },',
    without: 'retryConfig: { retries: 2, minTimeout: 1 },',
    red: 'a 500 after',
  },
  {
    name: 'a 5xx may have taken effect',
    file: 'slack-failure.ts',
    text: "if (error instanceof WebAPIHTTPError) return { means: 'in doubt', code: `HTTP",
    without: "if (error instanceof WebAPIHTTPError) return { means: 'our side', code: `HTTP",
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
    name: 'an hour that occurs twice means the first one',
    file: 'domain/days/post-times.ts',
    text: "disambiguation: 'compatible'",
    without: "disambiguation: 'later'",
    red: 'around clock changes',
  },
  {
    name: 'a planned schedule is moved past the business time',
    file: 'store/nudges/schedules.ts',
    text: 'const { last: dueAt, next } = lastAndNext(timing, nextAt, now);',
    without: 'const { next } = lastAndNext(timing, nextAt, now), dueAt = nextAt;',
    red: 'three days without a wake-up',
  },
  {
    name: 'an answer that is not JSON is a doubt',
    file: 'slack-client.ts',
    text: "throw new UnreadableAnswer('the answer is not Slack’s');",
    without: 'return response;',
    red: 'a word of a proxy instead of an answer, after',
  },
  {
    name: 'an answer that names no message is a doubt',
    file: 'schedule/engine/send-once.ts',
    text: 'if (!posted.ts) throw',
    without: 'if (!posted.ts && nudge.id < 0) throw',
    red: 'an answer that names no message, after',
  },
  {
    name: 'a code that no one knows closes nothing',
    file: 'schedule/engine/give-up.ts',
    text: 'await giveBack(db, nudge, growingPauseMs(nudge.fence, timing), code);',
    without: "await close(context, nudge, 'failed', code);",
    red: 'a refusal with brand_new_error',
  },
  {
    name: 'a setting that keeps a message from its reader is waited for',
    file: 'schedule/engine/give-up.ts',
    text: "return code === 'cannot_dm_bot' ? 'no one' : 'wait';",
    without: "return 'no one';",
    red: 'a refusal with restricted_action',
  },
  {
    name: 'a second passes before the next try, whatever Slack asks for',
    file: 'slack-failure.ts',
    text: 'Math.min(Math.max(ms, pauseMs.least), pauseMs.most)',
    without: 'Math.min(ms, pauseMs.most)',
    red: 'a 429 with Retry-After',
  },
  {
    name: 'a channel that has just refused a post is not tried again with it',
    file: 'schedule/check-channels.ts',
    text: "findSlackCode(reason ?? '')?.means === 'someone else'",
    without: "findSlackCode(reason ?? '')?.means === 'in doubt'",
    red: 'a plan for a channel that takes no posts',
  },
  {
    name: 'a doubt is asked about once',
    file: 'store/nudges/doubt-answers.ts',
    text: 'on conflict (key) do nothing',
    without: "on conflict (key) do update set state = 'planned', channel_id = null",
    red: 'a doubted plan whose history is closed',
  },
  {
    name: 'an answer ends only the doubt that was asked about',
    file: 'store/nudges/doubt-answers.ts',
    text: "where id = $1 and fence = $2 and state = 'in doubt' and expires_at > $3 returning id",
    without: "where id = $1 and $2::int is not null and state = 'in doubt' and expires_at > $3 returning id",
    red: 'an answer to an old question',
  },
  {
    name: 'a message whose appearance someone vouched for counts',
    file: 'store/nudges/nudges.ts',
    text: "or (state = 'sent' and message_ts is null and settled_by = 'answer')",
    without: 'or false',
    red: 'a frozen sender keeps its message after someone said',
  },
];
