"""Addresses of `/contribuer/`."""

from django.urls import path

from library_pages.contribution import check_views, step_views, views

urlpatterns = [
    path("", views.contributions, name="contributions"),
    path("proposer/", step_views.start, name="contribution_start"),
    path("proposer/projet/", step_views.first_step, name="contribution_first_step"),
    path("fiches/<int:pk>/", views.contribution, name="contribution"),
    path("fiches/<int:pk>/reprendre/", step_views.resume, name="contribution_resume"),
    path("fiches/<int:pk>/apercu/", views.preview, name="contribution_preview"),
    path("fiches/<int:pk>/retirer/", views.withdraw_from_review, name="contribution_withdraw"),
    path("fiches/<int:pk>/toujours-exact/", views.still_right, name="contribution_confirm"),
    path("fiches/<int:pk>/supprimer/", views.delete_draft, name="contribution_delete"),
    path("fiches/<int:pk>/verifier/", check_views.check, name="contribution_check"),
    path("fiches/<int:pk>/<slug:slug>/", step_views.step, name="contribution_step"),
]
