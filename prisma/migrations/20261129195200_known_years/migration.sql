-- A relationship may be older than Rapport: then an introduction needs no three meetings first.
ALTER TABLE "relationship" ADD COLUMN     "known_years_on" DATE;
