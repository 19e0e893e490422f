-- Roles, empty schemas and default privileges, run by a superuser inside the application's database. It can be run any number of times.
-- Passwords are set apart from it, with ALTER ROLE; each application makes the tables of its own schemas.

DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['orderflow_command', 'orderflow_projections', 'orderflow_query'] LOOP
        BEGIN
            EXECUTE format('CREATE ROLE %I LOGIN', name);
        EXCEPTION
            WHEN duplicate_object OR unique_violation THEN NULL;
        END;
    END LOOP;
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO orderflow_command, orderflow_projections, orderflow_query', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

CREATE SCHEMA IF NOT EXISTS event_store AUTHORIZATION orderflow_command;
CREATE SCHEMA IF NOT EXISTS command AUTHORIZATION orderflow_command;
CREATE SCHEMA IF NOT EXISTS read_model AUTHORIZATION orderflow_projections;

GRANT USAGE ON SCHEMA event_store TO orderflow_projections, orderflow_query;
GRANT USAGE ON SCHEMA command TO orderflow_query;
GRANT USAGE ON SCHEMA read_model TO orderflow_query;

ALTER DEFAULT PRIVILEGES FOR ROLE orderflow_command IN SCHEMA event_store
    GRANT SELECT ON TABLES TO orderflow_projections, orderflow_query;
ALTER DEFAULT PRIVILEGES FOR ROLE orderflow_projections IN SCHEMA read_model
    GRANT SELECT ON TABLES TO orderflow_query;

-- Of the command schema the query side sees the price list only; before that table exists, the migration that makes it grants this.
DO $$
BEGIN
    IF to_regclass('command.product') IS NOT NULL THEN
        GRANT SELECT ON command.product TO orderflow_query;
    END IF;
END
$$;
