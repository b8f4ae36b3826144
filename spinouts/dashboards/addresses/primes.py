"""Addresses of the pages of social primes and supply chains."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
