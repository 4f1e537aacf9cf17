"""Its addresses: those of django-appointment, and a door to the one service."""

from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", RedirectView.as_view(url="/rdv/request/1/")),
    path("rdv/", include("appointment.urls")),
]
