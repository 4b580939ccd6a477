"""The pages of Sharing, and who may open each."""

from django.utils.translation import gettext_lazy as _

from wayhome.casework.journal.pages import page, staff
from wayhome.casework.journey.steps import Step
from wayhome.casework.sharing import forms, views
from wayhome.casework.sharing.actions import afterwards, telling
from wayhome.domain.vocabulary import Role

COORDINATORS = staff(Role.RHI_COORDINATOR)
TELLERS = staff(Role.RHI_COORDINATOR, Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.SOCIAL_WORKER)
RECIPIENTS = staff(
    Role.RHI_COORDINATOR, Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.FRONT_DOOR, Role.POLICE_MPC, Role.PANEL_MEMBER,
    Role.HOST_LA_MISSING_LEAD, Role.CARER_HOME, Role.IRO, Role.SCHOOL_CONTACT, Role.HEALTH_CONTACT,
)  # fmt: skip
READERS = staff(
    *(RECIPIENTS.roles or ()), Role.RHI_INTERVIEWER, Role.PROVIDER_INTERVIEWER, Role.PROVIDER_MANAGER, Role.ADVOCATE,
    Role.SERVICE_MANAGER,
)  # fmt: skip

STEPS = (
    views.FactStep("share_fact", "tell", _("Tell one fact about {child} now"), _("Show what they will get about {child}"),
                   forms.Fact, telling.share_one_fact, TELLERS, template="sharing/fact.html",
                   lead=_("It goes today, before the record is approved, and is marked not yet checked.")),
    Step("headline_note", "headline-note", _("Headline note about {child}"), _("Send the headline note about {child}"),
         forms.Note, telling.send_headline_note, TELLERS,
         lead=_("Three lines, at once, to the coordinator and the social worker, marked not yet checked. The record follows.")),
    views.CopyStep("share_recall", "take-back", _("Take back what was sent about {child}"), _("Take back what was sent about {child}"),
                   forms.TakenBack, afterwards.recall, COORDINATORS),
    views.CopyStep("share_failed", "did-not-arrive", _("What was sent about {child} did not arrive"),
                   _("Record: it did not arrive, {child}"), forms.NotArrived, afterwards.did_not_arrive, COORDINATORS),
)  # fmt: skip

urlpatterns = [
    *(step.page() for step in STEPS),
    page("cases/<uuid:case>/decide/", views.decide, "share_decide", COORDINATORS),
    page("cases/<uuid:case>/told/<uuid:copy>/", views.copy, "share_copy", READERS),
    page("cases/<uuid:case>/told/<uuid:copy>/paper/", views.paper, "share_copy_paper", READERS),
    page("cases/<uuid:case>/told/<uuid:copy>/we-have-it/", views.acknowledge, "share_acknowledge", RECIPIENTS),
    page("sent-to-us/", views.sent_to_us, "received", RECIPIENTS),
]
