"""The admin site: Django's own, with the register's words."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest, HttpResponse

ORDER = (
    "Organisation",
    "Source",
    "SpinOut",
    "Mutual",
    "MembershipCount",
    "PartnerCompetition",
    "Bid",
    "Deal",
    "Stake",
    "OwnershipRule",
    "Accession",
    "Contract",
    "Partnership",
    "JVPartner",
    "Contribution",
    "Investment",
    "SocialPrime",
    "PrimeThreshold",
)
"""Models as people work through them: what is entered most stands first; others follow by name."""


class RegisterAdminSite(admin.AdminSite):
    """Django's admin under the register's name; the skin is in templates/admin and static/css."""

    site_header = "Spin-out register: records"
    site_title = "Spin-out register"
    index_title = "Records"
    enable_nav_sidebar = False

    def get_urls(self) -> list:
        """Leave out the redirect by type and number: it tells the name of any draft to anybody."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """List the models of each app in the order of the work."""
        apps = super().get_app_list(request, app_label)
        places = {name: place for place, name in enumerate(ORDER)}
        for app in apps:
            app["models"].sort(key=lambda model: places.get(model["object_name"], len(ORDER)))
        return apps

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer search boxes without names of records that the person may not see."""
        from spinouts.admin.autocomplete import MaskedAutocompleteView

        return MaskedAutocompleteView.as_view(admin_site=self)(request)


class RegisterAdminConfig(AdminConfig):
    """Make the register's admin site the default one, and register the deployment checks."""

    default_site = "spinouts.config.admin_site.RegisterAdminSite"

    def ready(self) -> None:
        """Find the admin modules and the checks."""
        super().ready()
        from spinouts.config import checks  # noqa: F401
