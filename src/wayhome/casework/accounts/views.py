"""Signing in, and a person's own account."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.views import password_reset
from allauth.socialaccount.adapter import get_adapter
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from requests import RequestException

from wayhome.casework.accounts import actions, queries
from wayhome.casework.accounts.forms import WorkEmail
from wayhome.casework.organisations.queries import organisation_of_email
from wayhome.casework.records.forms import posted
from wayhome.casework.records.refusals import Refused

EMAIL = "sign_in_email"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for the work e-mail; it says which organisation's sign-in comes next. Nothing here says whether an account exists."""
    if request.viewer is not None:  # type: ignore[attr-defined]
        return redirect("home")
    form = WorkEmail(posted(request), initial={"email": request.session.get(EMAIL, "")})
    if request.method != "POST" or not form.is_valid():
        return render(request, "accounts/sign_in.html", {"form": form, "next": safe_next(request)})
    email = form.cleaned_data["email"]
    request.session[EMAIL] = email
    organisation = organisation_of_email(email)
    provider = queries.single_sign_on(None, organisation) if organisation else None
    if provider is not None:
        return to_provider(request, provider.provider_id, provider.name)
    return HttpResponseRedirect(with_next(reverse("account_login"), safe_next(request)))


def to_provider(request: HttpRequest, provider_id: str, name: str) -> HttpResponse:
    """Lead the person to their own organisation's sign-in by a page of ours: our forms may lead nowhere else (CSP)."""
    provider = get_adapter().get_provider(request, provider_id)
    try:
        leave = provider.redirect(request, process="login", next_url=safe_next(request) or None)
    except RequestException as silent:
        words = _("Your organisation’s sign-in does not answer. Try again in a few minutes.")
        raise Refused(words, rule="provider_silent") from silent
    return render(request, "accounts/to_provider.html", {"address": leave.url, "name": name})


@require_http_methods(["GET", "HEAD", "POST"])
def new_password_by_letter(request: HttpRequest) -> HttpResponse:
    """A letter with a link to a new password, for somebody who cannot sign in. Whoever is signed in changes it in their account."""
    if request.viewer is not None:  # type: ignore[attr-defined]
        return redirect("account_change_password")
    answer: HttpResponse = password_reset(request)
    return answer


@require_safe
def cannot_sign_in(request: HttpRequest) -> HttpResponse:
    """What to do when signing in does not work."""
    return render(request, "accounts/cannot_sign_in.html")


@require_safe
def own_account(request: HttpRequest) -> HttpResponse:
    """A person's own account: name, roles, and how they sign in."""
    me = queries.person(request.viewer, request.user.pk)  # type: ignore[attr-defined]
    return render(request, "accounts/own_account.html", {"me": me})


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every open sign-in of the person, this one too."""
    if request.method != "POST":
        return render(request, "accounts/sign_out_everywhere.html")
    actions.sign_out_everywhere(by=request.viewer, at=request.at)  # type: ignore[attr-defined]
    logout(request)
    return redirect("sign_in")


def safe_next(request: HttpRequest) -> str:
    """Where to go after signing in, if it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    hosts = {request.get_host()}
    return wanted if wanted and url_has_allowed_host_and_scheme(wanted, hosts, require_https=settings.HTTPS) else ""


def with_next(address: str, wanted: str) -> str:
    """An address that carries where to go afterwards."""
    return f"{address}?{urlencode({'next': wanted})}" if wanted else address
