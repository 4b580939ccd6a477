"""Writing children: who they are, their lives, who may open their records, and two records that are one child."""

from wayhome.casework.children.actions.access import (
    allocate_worker as allocate_worker,
)
from wayhome.casework.children.actions.access import (
    break_glass as break_glass,
)
from wayhome.casework.children.actions.access import (
    close_record as close_record,
)
from wayhome.casework.children.actions.access import (
    declare_conflict as declare_conflict,
)
from wayhome.casework.children.actions.access import (
    end_conflict as end_conflict,
)
from wayhome.casework.children.actions.access import (
    end_worker as end_worker,
)
from wayhome.casework.children.actions.access import (
    give_up_record as give_up_record,
)
from wayhome.casework.children.actions.access import (
    open_record as open_record,
)
from wayhome.casework.children.actions.access import (
    open_to_manager as open_to_manager,
)
from wayhome.casework.children.actions.access import (
    review_break_glass as review_break_glass,
)
from wayhome.casework.children.actions.identity import (
    add_name as add_name,
)
from wayhome.casework.children.actions.identity import (
    change_child as change_child,
)
from wayhome.casework.children.actions.identity import (
    end_name as end_name,
)
from wayhome.casework.children.actions.identity import (
    record_birth as record_birth,
)
from wayhome.casework.children.actions.identity import (
    record_death as record_death,
)
from wayhome.casework.children.actions.identity import (
    register_child as register_child,
)
from wayhome.casework.children.actions.identity import (
    settle_birth as settle_birth,
)
from wayhome.casework.children.actions.identity import (
    take_death_back as take_death_back,
)
from wayhome.casework.children.actions.identity import (
    withdraw_birth as withdraw_birth,
)
from wayhome.casework.children.actions.life import (
    check_contact_safety as check_contact_safety,
)
from wayhome.casework.children.actions.life import (
    end_adult as end_adult,
)
from wayhome.casework.children.actions.life import (
    end_placement as end_placement,
)
from wayhome.casework.children.actions.life import (
    protect_address as protect_address,
)
from wayhome.casework.children.actions.life import (
    record_address as record_address,
)
from wayhome.casework.children.actions.life import (
    record_adult as record_adult,
)
from wayhome.casework.children.actions.life import (
    record_placement as record_placement,
)
from wayhome.casework.children.actions.life import (
    record_school as record_school,
)
from wayhome.casework.children.actions.life import (
    record_status as record_status,
)
from wayhome.casework.children.actions.life import (
    withdraw_placement as withdraw_placement,
)
from wayhome.casework.children.actions.life import (
    withdraw_status as withdraw_status,
)
from wayhome.casework.children.actions.merging import merge_children as merge_children
from wayhome.casework.children.actions.merging import undo_merge as undo_merge
