"""Addresses of the pages of the deal modeller."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
