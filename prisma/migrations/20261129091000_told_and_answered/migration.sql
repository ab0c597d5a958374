-- A channel may take no posts from apps. A person may end a doubt.
-- A nudge's reason is a code, never text that someone else wrote: what the release before took from an outage page goes.

UPDATE "nudge" SET reason = 'unreadable answer' WHERE reason !~ '^[A-Za-z][A-Za-z0-9_ ,;:.-]{0,119}$';

ALTER TABLE "branch" DROP CONSTRAINT "branch_channel_problem";
ALTER TABLE "branch" ADD CONSTRAINT "branch_channel_problem" CHECK (channel_problem IN ('archived', 'not found', 'not in channel', 'shared', 'guests', 'restricted', 'read only', 'threads only', 'suspended')) NOT VALID;
ALTER TABLE "branch" ADD CONSTRAINT "branch_channel_told" CHECK (channel_told IN ('archived', 'not found', 'not in channel', 'shared', 'guests', 'restricted', 'read only', 'threads only', 'suspended')) NOT VALID;
ALTER TABLE "nudge" DROP CONSTRAINT "nudge_settled_by";
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_settled_by" CHECK (settled_by IN ('history', 'tap', 'answer')) NOT VALID;
ALTER TABLE "nudge" ADD CONSTRAINT "nudge_reason" CHECK (reason ~ '^[A-Za-z][A-Za-z0-9_ ,;:.-]{0,119}$') NOT VALID;
