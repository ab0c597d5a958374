-- For finding who may be the same person as one who is added: by phone, by email, and by company (store/partners/partners-alike.ts
-- writes the same expressions). Email and company are one expression with the branch in it: while there are no statistics yet, an
-- index that begins with the branch would tempt the planner to read the whole branch for each key. Prisma knows no index on an
-- expression, so schema.prisma does not name them.
CREATE INDEX "partner_email" ON "partner" (("branch_id"::text || ' ' || lower("email"))) WHERE "email" IS NOT NULL;
CREATE INDEX "partner_company" ON "partner" (("branch_id"::text || ' ' || "company_key")) WHERE "company_key" <> '';

-- The last seven digits of each number: one without its area code agrees with any that ends like it.
CREATE FUNCTION phone_ends(numbers TEXT[]) RETURNS TEXT[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT array(SELECT right(split_part(n, ';', 1), 7) FROM unnest(numbers) AS n)
$$;
-- No list of what is still to be added: an import looks for what its sets before have just written.
CREATE INDEX "partner_phone_ends" ON "partner" USING GIN (phone_ends("phone_numbers")) WITH (fastupdate = off);
