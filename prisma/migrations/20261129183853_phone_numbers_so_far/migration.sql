-- Those of the phones kept so far, by the shapes that nearly all have: American numbers with their extensions, numbers from
-- abroad with a plus, and seven digits alone. Phones in other shapes (letters for digits) get theirs with the next edit: only
-- the program knows how to read them. Until then they show and dial as ever, but aren't found by their digits.
UPDATE "partner" p
   SET "phone_numbers" = found.numbers
  FROM (SELECT q.id, array_agg(n.number ORDER BY n.at) AS numbers
          FROM "partner" q
         CROSS JOIN LATERAL (
           SELECT '+1' || m[1] || m[2] || m[3] || coalesce(';ext=' || m[4], '') AS number, at
             FROM regexp_matches(left(q.phone, 250), '(?<![0-9+])(?:\(?\+?1\)?[\s./–-]{0,3})?\(?([2-9][0-8][0-9])\)?[\s./–-]{0,3}([2-9][0-9]{2})[\s./–-]{0,3}([0-9]{4})(?![0-9])(?:[\s,;(]{0,3}(?:ext(?:ension|n)?|x|#)[\s.:=#]{0,3}([0-9]{1,6})(?![0-9-]))?', 'gi')
                  WITH ORDINALITY AS american(m, at)
            WHERE m[1] !~ '^(.)(?!8)\1\1$|^.11$'
           UNION ALL
           SELECT '+' || regexp_replace(m[1], '\D', '', 'g'), 1000 + at
             FROM regexp_matches(left(q.phone, 250), '(?<![0-9])\+([2-9](?:[\s.()–-]{0,3}[0-9]){6,14})(?![0-9])', 'g')
                  WITH ORDINALITY AS abroad(m, at)
           UNION ALL
           SELECT regexp_replace(q.phone, '\D', '', 'g'), 2000
            WHERE q.phone ~ '^[^0-9+]*[2-9][0-9]{2}[\s.–-]?[0-9]{4}[^0-9]*$') AS n
         WHERE q.phone IS NOT NULL
         GROUP BY q.id) AS found
 WHERE p.id = found.id;
