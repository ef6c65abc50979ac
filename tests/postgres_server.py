"""What tests ask of the PostgreSQL server itself."""

from sqlalchemy import URL, create_engine, text


def administer(url: URL, *commands: str) -> None:
    """Run commands that no transaction may hold, such as CREATE DATABASE."""
    made = create_engine(url, isolation_level="AUTOCOMMIT")
    with made.connect() as connection:
        for command in commands:
            connection.execute(text(command))
    made.dispose()
