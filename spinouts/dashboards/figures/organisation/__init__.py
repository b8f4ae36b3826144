"""What the page of one organisation shows, read once and worked out on one day."""

from spinouts.dashboards.figures.organisation.page import OrganisationFigures
from spinouts.dashboards.figures.organisation.records import find_organisation

__all__ = ["OrganisationFigures", "find_organisation"]
