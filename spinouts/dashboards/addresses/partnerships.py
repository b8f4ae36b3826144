"""Addresses of the pages of partnerships, deals and partners."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
