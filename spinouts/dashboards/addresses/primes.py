"""Addresses of the pages of social primes and supply chains."""

from django.urls import path

from spinouts.dashboards.chart_urls import chart_path
from spinouts.dashboards.primes import views

urlpatterns = [
    path("partnerships/primes/", views.prime_list, name="prime-list"),
    chart_path("partnerships/primes/", views.prime_list_chart, "prime-list-chart"),
    path("partnerships/primes/<slug:slug>/", views.prime_detail, name="prime-detail"),
    chart_path("partnerships/primes/<slug:slug>/", views.prime_chart, "prime-chart"),
    path("partnerships/supply-chains/", views.supply_chains, name="supply-chains"),
    chart_path("partnerships/supply-chains/", views.supply_chart, "supply-chart"),
]
