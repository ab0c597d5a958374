-- For searching all branches by the beginnings of words (store/partner-search.ts writes the same expression). Prisma knows
-- no index on an expression, so schema.prisma does not name it.
CREATE INDEX "partner_words" ON "partner" USING GIN (to_tsvector('simple', "name_key" || ' ' || "company_key"));
