"""Addresses of the public pages."""

from django.urls import path
from django.views.generic import RedirectView

from spinouts.dashboards.addresses import capital, competitions, modeller, partnerships, primes
from spinouts.dashboards.chart_urls import chart_path
from spinouts.dashboards.views import (
    contract_values,
    contracts,
    dashboards,
    home,
    mutuals,
    organisation,
    organisations,
    ownership,
    pages,
    public_bodies,
    sources,
    spin_outs,
)

to_organisation = RedirectView.as_view(
    pattern_name="spinouts:organisation-detail", permanent=True, query_string=True
)

app_name = "spinouts"
urlpatterns = [
    path("", home.home, name="home"),
    chart_path("", home.home_chart, "home-chart"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path(
        "organisations/<slug:slug>/", organisation.organisation_detail, name="organisation-detail"
    ),
    chart_path("organisations/<slug:slug>/", organisation.organisation_chart, "organisation-chart"),
    path("spin-outs/", spin_outs.spin_out_list, name="spin-out-list"),
    path("spin-outs/<slug:slug>/", to_organisation, name="spin-out-detail"),
    path("mutuals/", mutuals.mutual_list, name="mutual-list"),
    path("mutuals/<slug:slug>/", to_organisation, name="mutual-detail"),
    path("public-bodies/", public_bodies.public_body_list, name="public-body-list"),
    path("public-bodies/<slug:slug>/", to_organisation, name="public-body-detail"),
    path("contracts/", contracts.contract_list, name="contract-list"),
    path("contracts/<slug:slug>/", contracts.contract_detail, name="contract-detail"),
    chart_path("contracts/<slug:slug>/", contracts.contract_chart, "contract-chart"),
    path("sources/", sources.source_list, name="source-list"),
    path("sources/<slug:slug>/", sources.source_detail, name="source-detail"),
    path("methodology/", pages.methodology, name="methodology"),
    path("glossary/", pages.glossary, name="glossary"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("dashboards/", dashboards.dashboard_index, name="dashboard-index"),
    path("dashboards/ownership/", ownership.ownership_dashboard, name="dashboard-ownership"),
    chart_path("dashboards/ownership/", ownership.ownership_chart, "dashboard-ownership-chart"),
    path("dashboards/contracts/", contract_values.contracts_dashboard, name="dashboard-contracts"),
    chart_path(
        "dashboards/contracts/", contract_values.contracts_chart, "dashboard-contracts-chart"
    ),
    *competitions.urlpatterns,
    *modeller.urlpatterns,
    *primes.urlpatterns,
    *capital.urlpatterns,
    *partnerships.urlpatterns,  # last: it has /partnerships/<slug>/
]
