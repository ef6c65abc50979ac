"""What the tests of posting share."""

from post_office import (
    states,
)

from coaching.mail.catcher_manners import Deed

CUT = Deed(cut=True)


def nobody_is_left_half_way() -> bool:
    return not {"sending", "leased"} & set(states().values())
