"""The admin site: Django's own, with the register's words."""

from django.contrib import admin
from django.contrib.admin.apps import AdminConfig


class RegisterAdminSite(admin.AdminSite):
    """Django's admin under the register's name; the skin is in templates/admin and static/css."""

    site_header = "Spin-out register: records"
    site_title = "Spin-out register"
    index_title = "Records"
    enable_nav_sidebar = False

    def get_urls(self) -> list:
        """Leave out the redirect by type and number: it tells the name of any draft to anybody."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]


class RegisterAdminConfig(AdminConfig):
    """Make the register's admin site the default one, and register the deployment checks."""

    default_site = "spinouts.config.admin_site.RegisterAdminSite"

    def ready(self) -> None:
        """Find the admin modules and the checks."""
        super().ready()
        from spinouts.config import checks  # noqa: F401
