"""Addresses of the pages of capital, and the partnerships dashboard."""

from django.urls import path

from spinouts.dashboards.capital import views
from spinouts.dashboards.chart_urls import chart_path

urlpatterns = [
    path("partnerships/capital/", views.capital_list, name="capital-list"),
    chart_path("partnerships/capital/", views.capital_chart, "capital-chart"),
]
