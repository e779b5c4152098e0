"""Run by Alembic over the connection that `casus.ledger.database` hands it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=False)
context.run_migrations()
