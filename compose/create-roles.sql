-- What a database administrator does once, before the first start: the database, the role that owns it and migrates, and the
-- role that the bot works as. `rapport migrate` then grants the second what the bot needs. Compose runs this with psql as the
-- superuser when its volume is new.
\getenv owner_password RAPPORT_OWNER_PASSWORD
\getenv bot_password RAPPORT_PASSWORD
CREATE ROLE rapport_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE rapport LOGIN PASSWORD :'bot_password';
CREATE DATABASE rapport OWNER rapport_owner;
REVOKE ALL ON DATABASE rapport FROM PUBLIC;
GRANT CONNECT ON DATABASE rapport TO rapport;
