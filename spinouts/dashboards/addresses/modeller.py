"""Addresses of the pages of the deal modeller."""

from django.urls import URLPattern, path

from spinouts.dashboards.chart_urls import chart_path
from spinouts.dashboards.modeller import sketches, views

urlpatterns: list[URLPattern] = [
    path("partnerships/modeller/", views.modeller, name="modeller"),
    chart_path("partnerships/modeller/", views.modeller_chart, "modeller-chart"),
    path("partnerships/modeller/save/", sketches.modeller_save, name="modeller-save"),
    path("partnerships/modeller/sketches/", sketches.modeller_sketches, name="modeller-sketches"),
    path(
        "partnerships/modeller/sketches/<int:number>/delete/",
        sketches.modeller_sketch_delete,
        name="modeller-sketch-delete",
    ),
]
