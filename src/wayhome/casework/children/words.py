"""Code lists about a child's life that the rules of the domain do not need."""

from __future__ import annotations

from wayhome.domain.vocabulary import Word


class NameKind(Word):
    """What sort of name it is."""

    LEGAL = ("legal", "Legal name")
    KNOWN_AS = ("known_as", "Known as")
    PREVIOUS = ("previous", "Previous name")
    ALIAS = ("alias", "Another name used")


class BirthCertainty(Word):
    """How well the date of birth is known."""

    EXACT = ("exact", "Known")
    ESTIMATED = ("estimated", "Estimated", "Nobody could give a date; an age was judged.")
    DISPUTED = ("disputed", "Disputed", "Different dates were given, and nobody has settled which.")
    NOT_RECORDED = ("not_recorded", "Not recorded")


class StatusKind(Word):
    """What a dated status is about."""

    LOOKED_AFTER = ("looked_after", "Looked after")
    LEGAL = ("legal", "Legal status")
    PLAN = ("plan", "Plan")


class AddressKind(Word):
    """What an address is to the child."""

    HOME = ("home", "Home")
    PLACEMENT = ("placement", "Placement")
    OTHER_PARENT = ("other_parent", "Other parent's home")
    OTHER = ("other", "Another address")


class PlacementKind(Word):
    """What sort of placement (domain reference §8.2, the settings a child is placed in)."""

    FOSTER = ("foster_placement", "Foster placement")
    CHILDRENS_HOME = ("childrens_home", "Children's home")
    SECURE_HOME = ("secure_home", "Secure home")
    SUPPORTED = ("supported_accommodation", "Supported accommodation")
    RESIDENTIAL_SCHOOL = ("residential_school", "Residential school")
    WITH_PARENTS = ("with_parents", "With parents")
    RELATIVE = ("relative", "With a relative")
    HOSPITAL = ("hospital", "Hospital")
    CUSTODY = ("custody_remand", "Custody")
    OTHER = ("other", "Another placement")


class Relation(Word):
    """Who an adult is to the child."""

    MOTHER = ("mother", "Mother")
    FATHER = ("father", "Father")
    STEP_PARENT = ("step_parent", "Step-parent")
    GRANDPARENT = ("grandparent", "Grandparent")
    RELATIVE = ("relative", "Another relative")
    FOSTER_CARER = ("foster_carer", "Foster carer")
    KEY_WORKER = ("key_worker", "Key worker at the home")
    GUARDIAN = ("guardian", "Guardian")
    OTHER = ("other", "Another adult")


class Part(Word):
    """The lasting part a professional has in a child's life."""

    SOCIAL_WORKER = ("social_worker", "Allocated social worker")
    REVIEWING_OFFICER = ("reviewing_officer", "Independent reviewing officer")
    ADVOCATE = ("advocate", "Advocate")
    PERSONAL_ADVISER = ("personal_adviser", "Personal adviser")


class ConflictKind(Word):
    """Why somebody must not see a record."""

    RELATED = ("related", "Related to the child or the carers")
    KNOWS_FAMILY = ("knows_family", "Knows the family outside work")
    ALLEGATION = ("allegation", "Named in an allegation")
    OTHER = ("other", "Another reason")
