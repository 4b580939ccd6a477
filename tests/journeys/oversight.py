"""How are we doing: a manager reads the figures, opens what is behind a number, and says what names are needed for."""

from __future__ import annotations

from tests.casework.commands import wayhome
from tests.casework.compared import released
from tests.journeys.world import World


def a_coordinator_opens_what_is_behind_a_number(world: World) -> None:
    """Each number opens to its meaning and to the returns it counts; each figure to its table and its file."""
    rosa = world.person("rosa")
    rosa.opens("today").follows("How are we doing?").is_at("oversight")
    rosa.opens("oversight_measures").is_at("oversight_measures")
    rosa.opens("oversight_figure", "way").is_at("oversight_figure")
    with rosa.page.expect_download() as file:
        rosa.page.get_by_role("link", name="CSV").first.click()
    assert file.value.suggested_filename.endswith(".csv")
    rosa.opens("oversight_number", "undertaken").is_at("oversight_number")


def a_manager_reads_what_children_told(world: World) -> None:
    """From the figures to what children said: counts alone, few of anything left out, and no list behind them."""
    nadia = world.person("nadia")
    nadia.opens("oversight").follows("What do children say?").is_at("oversight_told")
    nadia.sees("What children told us")


def a_head_of_service_looks_at_each_provider_and_force(world: World) -> None:
    """From the figures to who holds the talks and how the police told us, each by name, and to why others print another share."""
    grace = world.person("grace")
    grace.opens("oversight").follows("Who holds the talks, provider by provider").is_at("oversight_providers")
    grace.opens("oversight_provider", "not_recorded").is_at("oversight_provider").sees("Who waits for whom, now")
    grace.opens("oversight").follows("How the police told us, force by force").is_at("oversight_forces")
    grace.opens("oversight_force", "not_recorded").is_at("oversight_force").sees("Sent, reached us, opened by us")
    grace.opens("oversight").follows("Why other councils say 60%").is_at("oversight_seventy_two")
    with grace.page.expect_download() as file:
        grace.page.get_by_role("link", name="These numbers as CSV").click()
    assert file.value.suggested_filename == "seventy-two-hours.csv"


def a_provider_looks_at_its_own_figures(world: World) -> None:
    """Only what is with the provider and open to it, by the navigation, and the returns behind one number."""
    mona = world.person("mona")
    mona.opens("today").follows("How are we doing?").is_at("provider_figures").sees("For you to do")
    mona.follows("Returns old enough to judge").is_at("provider_number").sees("Returns behind it")


def a_coordinator_puts_a_record_right(world: World) -> None:
    """From the figures to what is missing, from a kind of gap to its records, and on to the page of one of them."""
    rosa = world.person("rosa")
    rosa.opens("oversight").follows("Records to fix").is_at("oversight_records")
    with rosa.page.expect_download() as file:
        rosa.page.get_by_role("link", name="These numbers as CSV").click()
    assert file.value.suggested_filename == "records-to-fix.csv"
    rosa.opens("oversight_records").follows("When we were told the child was back is not recorded").is_at(
        "oversight_gap"
    )
    rosa.sees("The police: it comes with their notice of the return").follows("See what is known of it").is_at(
        "absence"
    )


def an_analyst_makes_a_board_paper(world: World) -> None:
    """From the figures to a paper that may leave the building; it says what it withholds, and is kept as it left."""
    hana = world.person("hana")
    hana.opens("oversight", period="year").follows("Make a board paper of this").is_at("board_paper")
    hana.follows("Make the paper for").is_at("release").sees("Figures withheld")
    with hana.page.expect_download() as file:
        hana.page.get_by_role("link", name="Download the paper").or_(
            hana.page.get_by_role("button", name="Download the paper")
        ).click()
    assert file.value.suggested_filename.endswith(".pdf")


def an_analyst_answers_a_request_for_information(world: World) -> None:
    """Questions are pasted, one is matched by hand, and the reply is released from the page that shows what would leave."""
    hana = world.person("hana")
    hana.opens("oversight").follows("Answer an FOI").is_at("foi")
    hana.tries(pasted="").is_at("foi").sees("No question was found")
    asked = "1. How many missing incidents were there?\n2. How many interviews were offered?\n3. What did it cost?"
    hana.records(pasted=asked, name="FOI 12").is_at("foi_draft").sees("1 question needs you", "Matched by the words")
    hana.follows("Change what answers each question").is_at("foi_questions")
    hana.records(measure_3="not_held", words_3="We keep no account of it.").is_at("foi_draft").sees(
        "We keep no account of it."
    )
    hana.follows("Release this reply").is_at("release").sees("The reply is released", "Ready to paste")
    with hana.page.expect_download() as file:
        hana.page.get_by_role("link", name="The numbers (CSV)").click()
    assert file.value.suggested_filename.endswith(".csv")


def a_senior_manager_says_what_names_are_for(world: World) -> None:
    """Figures need no purpose; names do, and an empty answer is asked again."""
    grace = world.person("grace")
    grace.opens("oversight_number", "waiting_now")
    grace.press(grace.form({"reason": ""}).locator("button").last)
    grace.arrives().is_at("oversight_names").records(reason="recording").is_at("oversight_names").sees("EM-")


def a_senior_manager_answers_an_inspector(world: World) -> None:
    """What was changed, in her name; then the pack: list 8 shown and saved for a purpose, and ten cases from the inspector's word."""
    grace = world.person("grace")
    grace.opens("oversight_told").follows("Write what we changed").is_at("changed_new")
    grace.records(
        theme="need:mentoring", said="Several asked for evenings.", changed="Evening slots.", since="2025-06-09"
    )
    grace.is_at("oversight_told").sees("Evening slots.").follows("Change the words").is_at("changed_edit")
    grace.records(changed="Evening slots on three days.", because="Wednesdays were added.").is_at("oversight_told")
    grace.follows("Take it back").is_at("changed_take_back").records(because="The worker left.").is_at("oversight_told")
    grace.opens("oversight").follows("Inspection pack").is_at("inspection").sees("Annex A, list 8")
    rows = grace.main.locator("form").filter(has_text="Show the rows")
    grace.chooses(rows.locator('[name="reason"][value="inspection"]'))
    grace.press(rows.get_by_role("button", name="Show the rows"))
    grace.arrives().is_at("inspection_list").sees("Shown for this purpose")
    grace.chooses(rows.locator('[name="reason"][value="inspection"]'))
    with grace.page.expect_download() as file:
        grace.press(rows.get_by_role("button", name="Save them as CSV"))
    assert file.value.suggested_filename.startswith("annex-a-list-8-missing")
    grace.opens("inspection").records(word="kite", reason="inspection").is_at("inspection_drawn").sees("kite")
    grace.opens("inspection", period="year").follows("Make the paper for").is_at("release").sees("Figures withheld")


def a_comparison_is_loaded_and_read(world: World) -> None:
    """Whoever runs the server loads a released comparison; a manager sees where the council stands, and takes the file."""
    nadia = world.person("nadia")
    nadia.opens("oversight").follows("Compare with others").is_at("oversight_compare")
    nadia.sees("No comparison has been loaded")
    home = world.served.home.folder
    released(home.parent / "comparison.csv")
    loaded = wayhome(home, "load-comparison", home.parent / "comparison.csv", "--source", "The round of 2025")
    assert loaded.returncode == 0, loaded.stderr
    nadia.opens("oversight_compare").sees("40 of 153 councils in England are in it")
    with nadia.page.expect_download() as file:
        nadia.page.get_by_role("link", name="CSV").click()
    assert file.value.suggested_filename == "compare-with-others.csv"


JOURNEYS = (
    a_coordinator_opens_what_is_behind_a_number,
    a_manager_reads_what_children_told,
    a_head_of_service_looks_at_each_provider_and_force,
    a_provider_looks_at_its_own_figures,
    a_coordinator_puts_a_record_right,
    an_analyst_makes_a_board_paper,
    an_analyst_answers_a_request_for_information,
    a_senior_manager_says_what_names_are_for,
    a_senior_manager_answers_an_inspector,
    a_comparison_is_loaded_and_read,
)
