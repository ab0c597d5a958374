-- Validates what the migration before added; this lets others read and write meanwhile. A constraint that old rows violate
-- stays NOT VALID: it holds for every row written from now on, and `rapport doctor` names the rows.
DO $$
DECLARE
  one record;
BEGIN
  FOR one IN SELECT conrelid::regclass AS tbl, conname FROM pg_constraint
              WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY conrelid::regclass::text, conname LOOP
    BEGIN
      EXECUTE format('ALTER TABLE %s VALIDATE CONSTRAINT %I', one.tbl, one.conname);
    EXCEPTION WHEN foreign_key_violation OR check_violation THEN
      RAISE WARNING '% holds for new rows only: %', one.conname, SQLERRM;
    END;
  END LOOP;
END $$;
