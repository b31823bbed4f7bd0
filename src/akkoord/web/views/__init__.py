"""One module a page or a group of pages that belong together; each ends in its own `urlpatterns`."""
