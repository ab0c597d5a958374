import { createHash } from 'node:crypto';
import { App, HTTPReceiver } from '@slack/bolt';
import pg from 'pg';

/**
 * The baseline of bench/touchpoint.ts, written for speed alone: one listener, one fixed pattern, and the bot's reads and
 * writes in as few prepared statements as possible.
 */
const { DATABASE_URL = '', PORT, SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '' } = process.env;

pg.types.setTypeParser(pg.types.builtins.DATE, (day) => day);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10, keepAlive: true });

interface KnownMember {
  id: number;
  name: string;
  book: { id: number; name: string; company: string }[];
}

const loadMember = {
  name: 'member',
  text: `select m.id, m.name,
           (select json_agg(json_build_object('id', p.id, 'name', p.name, 'company', p.company))
              from relationship r join partner p on p.id = r.partner_id
             where r.owner_id = m.id and r.archived_on is null and p.merged_into is null) as book
           from member m join branch b on b.id = m.branch_id where m.slack_user_id = $1 and m.state = 'active'`,
};
/** Without the lock, the same words sent twice at once would be saved twice. */
const lockMember = {
  name: 'lock member',
  text: 'select id from member where id = $1 for no key update',
};
const lockRelationship = {
  name: 'lock',
  text: 'select id, tier from relationship where partner_id = $1 and owner_id = $2 for no key update',
};
const insertCapture = {
  name: 'capture',
  text: `insert into capture (request_key, member_id, source, words_hash, made_at)
         select $1, $2, 'words', $3, $4
          where not exists (select from capture where member_id = $2 and words_hash = $3 and undone_at is null
                               and made_at > $4::timestamptz - interval '15 minutes')
         on conflict (request_key) do nothing returning id`,
};
const insertTouchpoint = {
  name: 'touchpoint',
  text: `with t as (insert into touchpoint (capture_id, kind, word, occurred_on) values ($1, $2, $3, $4) returning id),
              p as (insert into touchpoint_partner (touchpoint_id, partner_id) select id, $5 from t),
              m as (insert into touchpoint_member (touchpoint_id, member_id) select id, $6 from t)
         insert into touchpoint_note (touchpoint_id, note) select id, $7 from t`,
};
const insertPromise = {
  name: 'promise',
  text: `insert into promise (capture_id, partner_id, member_id, text, made_on, due_on)
         values ($1, $2, $3, $4, $5, $6)`,
};
const loadFacts = {
  name: 'facts',
  text: `select 'touchpoint' as type, t.kind, t.occurred_on as on_day, null::date as until_day
           from touchpoint_partner tp join touchpoint t on t.id = tp.touchpoint_id and t.withdrawn_at is null
           join touchpoint_member tm on tm.touchpoint_id = t.id and tm.member_id = $2
          where tp.partner_id = $1
         union all select 'fact', kind, on_day, until_day from relationship_fact
          where relationship_id = $3 and withdrawn_at is null
         union all select 'attempt', null, tried_on, null from attempt
          where partner_id = $1 and member_id = $2 and withdrawn_at is null
         union all select 'plan', kind, made_on, planned_on from plan
          where partner_id = $1 and member_id = $2 and withdrawn_at is null
         union all select 'absence', null, from_day, to_day from absence where member_id = $2`,
};
const updateRelationship = {
  name: 'dues',
  text: `update relationship set touch_due = $2, touch_grace = $3, face_due = $4, face_grace = $5,
                last_touch_on = $6, last_face_on = $7 where id = $1`,
};
const readBack = {
  name: 'saved',
  text: `select p.name, p.growing, r.touch_due, r.face_due, n.note, t.kind, t.word, t.occurred_on,
           (select json_agg(json_build_object('text', text, 'dueOn', due_on)) from promise
             where capture_id = t.capture_id) as promises
           from touchpoint t join touchpoint_partner tp on tp.touchpoint_id = t.id
           join partner p on p.id = tp.partner_id
           join relationship r on r.partner_id = p.id and r.owner_id = $2
           left join touchpoint_note n on n.touchpoint_id = t.id where t.capture_id = $1`,
};

const said =
  /^(coffee|lunch|called)(?: with)? (\S+ \S+?)(?: (yesterday|today))?, (?:promised (.+) by \w+|.*)$/;
const cadences: Record<string, { touchDays: number; faceDays: number }> = {
  inner: { touchDays: 14, faceDays: 28 },
  core: { touchDays: 30, faceDays: 60 },
  keep: { touchDays: 90, faceDays: 90 },
};
const dayMs = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const daysAfter = (day: string, days: number): string => dayOf(Date.parse(day) + days * dayMs);

async function save(member: KnownMember, text: string, requestKey: string): Promise<string | null> {
  const [, word = '', name, day, promised] = said.exec(text) ?? [];
  const partner = member.book.find((one) => one.name === name);
  if (!partner) throw new Error(`not understood: ${text}`);
  const now = new Date();
  const on = dayOf(now.getTime() - (day === 'yesterday' ? dayMs : 0));
  const hash = createHash('sha256').update(text).digest('base64url');

  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query({ ...lockMember, values: [member.id] });
    const relationship = (await client.query({ ...lockRelationship, values: [partner.id, member.id] }))
      .rows[0];
    const capture = (await client.query({ ...insertCapture, values: [requestKey, member.id, hash, now] }))
      .rows[0];
    if (!capture) {
      await client.query('rollback');
      return null;
    }
    const kind = word === 'called' ? 'call' : 'meal';
    await client.query({
      ...insertTouchpoint,
      values: [capture.id, kind, word, on, partner.id, member.id, text],
    });
    if (promised) {
      await client.query({
        ...insertPromise,
        values: [capture.id, partner.id, member.id, promised, on, daysAfter(on, 7)],
      });
    }
    const facts = await client.query({ ...loadFacts, values: [partner.id, member.id, relationship.id] });
    await client.query({
      ...updateRelationship,
      values: [relationship.id, ...duesOf(facts.rows, relationship.tier)],
    });
    const { rows } = await client.query({ ...readBack, values: [capture.id, member.id] });
    await client.query('commit');
    return describe(rows[0]);
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** Returns touch due, touch grace, face due, face grace, last touch and last face; null where there is none. */
function duesOf(facts: { type: string; kind: string; on_day: string }[], tier: string): (string | null)[] {
  let touch = '';
  let face = '';
  for (const fact of facts) {
    if (fact.type !== 'touchpoint') continue;
    if (fact.on_day > touch) touch = fact.on_day;
    if ((fact.kind === 'meal' || fact.kind === 'visit') && fact.on_day > face) face = fact.on_day;
  }
  const { touchDays, faceDays } = cadences[tier]!;
  return [
    daysAfter(touch, touchDays),
    daysAfter(touch, touchDays + 7),
    face && daysAfter(face, faceDays),
    face && daysAfter(face, faceDays + 7),
    touch,
    face,
  ].map((day) => day || null);
}

interface Saved {
  name: string;
  word: string;
  occurred_on: string;
  touch_due: string;
  face_due: string;
  note: string;
  promises: { text: string; dueOn: string }[] | null;
}

const describe = (saved: Saved): string =>
  [
    `*✓ ${saved.word} with ${saved.name} · ${saved.occurred_on}*`,
    ...(saved.promises ?? []).map((promise) => `Promised: ${promise.text}, by ${promise.dueOn}`),
    saved.note,
    `Next: talk by ${saved.touch_due} · meet by ${saved.face_due}`,
  ].join('\n');

const buttons = ['Add notes…', 'Edit…', 'Undo'].map((label) => ({
  type: 'button' as const,
  action_id: label,
  text: { type: 'plain_text' as const, text: label },
}));

const app = new App({
  receiver: new HTTPReceiver({ signingSecret: SLACK_SIGNING_SECRET, endpoints: ['/slack/events'] }),
  authorize: async () => ({ botToken: SLACK_BOT_TOKEN, botUserId: 'UBOT' }),
});

app.command('/touchpoint', async ({ command, ack }) => {
  const member: KnownMember = (await pool.query({ ...loadMember, values: [command.user_id] })).rows[0];
  const text = (await save(member, command.text, command.trigger_id)) ?? 'Already saved.';
  await ack({
    response_type: 'ephemeral',
    text,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text } },
      { type: 'actions', elements: buttons },
    ],
  });
});

process.once('SIGTERM', () => process.exit(0));
await app.start(Number(PORT));
