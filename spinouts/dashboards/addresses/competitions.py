"""Addresses of the pages of partner competitions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
