/** The entry of a contact in a list, as JSON; null if no one told it. `k`: its capture. */
export const entryJson = (partnerIds: string): string =>
  `case when k.member_id is not null and k.source <> 'import' then json_build_object(
     'captureId', k.id, 'tellerId', k.member_id,
     'tellerBranchId', coalesce((select teller.branch_id from member teller where teller.id = k.member_id), 0),
     'partnerBranchIds', (select coalesce(json_agg(distinct other.branch_id), '[]') from partner other where other.id in (${partnerIds}))) end`;
