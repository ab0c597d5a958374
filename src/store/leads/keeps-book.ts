/**
 * SQL: member `m` is one of those whose load and room count. A manager or lead without partners of their own works for the
 * branch without either.
 */
export const keepsBook = `m.state = 'active' and m.roles && '{member,manager,lead}'
        and ('member' = any(m.roles)
             or exists (select from relationship own where own.owner_id = m.id and own.archived_on is null))`;
