-- A manager needs no partners of their own: one who never answered, or declined, manages at once.
UPDATE "member" SET state = 'active', roles = array_append(array_remove(array_remove(roles, 'member'), 'manager'), 'manager')
 WHERE state IN ('invited', 'declined') AND id IN (SELECT manager_id FROM "branch");

-- Where people were asked, whoever has joined the channel since is asked, too.
INSERT INTO "trace" (subject, subject_id, action, made_at)
SELECT 'branch', branch_id, 'people asked', min(due_at) FROM "nudge"
 WHERE post = 'welcome' AND branch_id IS NOT NULL GROUP BY branch_id;
