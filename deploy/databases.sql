-- The role and the two databases: Sinar's records, and Prefect's own. Run it twice, nothing changes.
-- The role has no password here: on one machine it comes by the socket, under the account's name;
-- in a container the image makes it, with the password it was given.
SELECT 'CREATE ROLE sinar LOGIN'
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sinar')
\gexec
SELECT format('CREATE DATABASE %I OWNER sinar', name)
FROM (VALUES ('sinar'), ('prefect')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = wanted.name)
\gexec
