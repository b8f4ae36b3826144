"""Addresses of the pages of capital, and the partnerships dashboard."""

from django.urls import path

from spinouts.dashboards.capital import views
from spinouts.dashboards.capital.dashboard import views as dashboard
from spinouts.dashboards.chart_urls import chart_path

urlpatterns = [
    path("partnerships/capital/", views.capital_list, name="capital-list"),
    chart_path("partnerships/capital/", views.capital_chart, "capital-chart"),
    path(
        "dashboards/partnerships/", dashboard.partnerships_dashboard, name="dashboard-partnerships"
    ),
    chart_path(
        "dashboards/partnerships/", dashboard.partnerships_chart, "dashboard-partnerships-chart"
    ),
]
