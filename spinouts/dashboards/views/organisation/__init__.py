"""The page of one organisation and its charts."""

from spinouts.dashboards.views.organisation.views import organisation_chart, organisation_detail

__all__ = ["organisation_chart", "organisation_detail"]
