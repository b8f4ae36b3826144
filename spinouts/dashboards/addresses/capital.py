"""Addresses of the pages of capital, and the partnerships dashboard."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
