"""Addresses of the public pages."""

from django.urls import path

from spinouts.dashboards.views import dashboards

app_name = "spinouts"
urlpatterns = [
    path("dashboards/", dashboards.dashboard_index, name="dashboard-index"),
]
