"""Addresses of the pages of partnerships, deals and partners."""

from django.urls import URLPattern, path

from spinouts.dashboards.chart_urls import chart_path
from spinouts.dashboards.partnerships.views import deal, index, lists, partnership

urlpatterns: list[URLPattern] = [
    path("partnerships/", index.partnership_index, name="partnership-index"),
    path("partnerships/all/", lists.partnership_list, name="partnership-list"),
    path("partnerships/deals/", lists.deal_list, name="deal-list"),
    path("partnerships/deals/<slug:slug>/", deal.deal_detail, name="deal-detail"),
    chart_path("partnerships/deals/<slug:slug>/", deal.deal_chart, "deal-chart"),
    path("partnerships/partners/", lists.partner_list, name="partner-list"),
    path("partnerships/<slug:slug>/", partnership.partnership_detail, name="partnership-detail"),
    chart_path("partnerships/<slug:slug>/", partnership.partnership_chart, "partnership-chart"),
]
