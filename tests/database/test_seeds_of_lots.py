"""The seed of a lot: published once, by somebody, and never another one."""

from datetime import UTC, datetime

import pytest
from records_cast import DAY, YEAR, make_year
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from coaching.database import lots, tables
from coaching.database.work import Db
from coaching.errors import SeedPublished


@pytest.fixture
def published(db: Db) -> Db:
    make_year(db)
    assert lots.publish(db, YEAR, "4711", published_by="Sari", as_of=DAY)
    return db


def test_a_seed_says_who_published_it_and_when(published: Db):
    found = lots.seed(published, YEAR)
    assert found is not None
    assert (found.word, found.published_by) == ("4711", "Sari")
    assert datetime.fromisoformat(found.published_at).tzinfo is not None
    [entry] = published.scalars(
        select(tables.AuditEntry).where(tables.AuditEntry.action == "lot-seed-published")
    )
    assert (entry.actor, entry.detail) == ("Sari", {"word": "4711"})


def test_the_same_seed_again_changes_nothing(published: Db):
    assert not lots.publish(published, YEAR, "4711", published_by="Budi", as_of=DAY)
    found = lots.seed(published, YEAR)
    assert found is not None
    assert found.published_by == "Sari"


def test_another_seed_is_refused(published: Db):
    with pytest.raises(SeedPublished) as told:
        lots.publish(published, YEAR, "4712", published_by="Budi", as_of=DAY)
    assert told.value.facts["published_by"] == "Sari"


@pytest.mark.parametrize(
    "change", [update(tables.LotSeed).values(word="1"), delete(tables.LotSeed)]
)
def test_the_database_itself_keeps_a_published_seed(published: Db, change):
    with pytest.raises(DBAPIError, match="published once"):
        published.execute(change)


def test_a_seed_needs_somebody(db: Db):
    make_year(db)
    with pytest.raises(IntegrityError, match="seed_has_a_person"):
        db.execute(
            tables.LotSeed.__table__.insert().values(
                year=YEAR, word="1", published_by="", published_at=datetime.now(UTC)
            )
        )


def test_where_nobody_published_one_the_machine_does_once(db: Db):
    make_year(db)
    one = lots.publish_any(db, YEAR, DAY)
    assert len(one.word) == 16
    assert lots.publish_any(db, YEAR, DAY) == one


def test_what_somebody_published_is_what_counts(published: Db):
    assert lots.publish_any(published, YEAR, DAY).word == "4711"
