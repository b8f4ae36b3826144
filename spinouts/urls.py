"""Addresses of the public pages."""

from django.urls import path

from spinouts.dashboards.chart_urls import chart_path
from spinouts.dashboards.views import dashboards

app_name = "spinouts"
urlpatterns = [
    path("dashboards/", dashboards.dashboard_index, name="dashboard-index"),
    path("dashboards/ownership/", dashboards.ownership_dashboard, name="dashboard-ownership"),
    chart_path("dashboards/ownership/", dashboards.ownership_chart, "dashboard-ownership-chart"),
    path("dashboards/contracts/", dashboards.contracts_dashboard, name="dashboard-contracts"),
    chart_path("dashboards/contracts/", dashboards.contracts_chart, "dashboard-contracts-chart"),
]
