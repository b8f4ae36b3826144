"""Addresses of the public pages."""

app_name = "spinouts"
urlpatterns = []
