"""The paper that a comparison is about."""

from __future__ import annotations

from urllib.parse import quote

from django.db import models

from reviews.models.stored_bytes import StoredBytes


class Paper(models.Model):
    """One paper, as far as it is known."""

    title = models.CharField(max_length=500)
    authors = models.JSONField(default=list, help_text="names, in order")
    arxiv_id = models.CharField(max_length=40, blank=True)
    doi = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True)
    version = models.CharField(max_length=40, blank=True)
    abstract = models.TextField(blank=True)
    for_models = models.BooleanField(default=False, help_text="whether a sheet for models may hold its full text")
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.title

    @property
    def link(self) -> str:
        """The address at which the paper can be read, or "".

        It is its own address, else arXiv’s, else the DOI’s.
        """
        if self.url:
            return self.url
        if self.arxiv_id:
            return f"https://arxiv.org/abs/{self.arxiv_id}"
        return f"https://doi.org/{quote(self.doi)}" if self.doi else ""


class PaperFile(StoredBytes):
    """The PDF of the full text, as it came in."""

    paper = models.OneToOneField(Paper, models.CASCADE, related_name="file")
    name = models.CharField(max_length=255)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = StoredBytes.Meta.constraints

    def __str__(self) -> str:
        return self.name


class PaperPage(models.Model):
    """A page of the paper’s full text, numbered from 1.

    A paper has none if nobody gave its text.
    """

    paper = models.ForeignKey(Paper, models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="paper_page_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="paper_page_from_one"),
        ]

    def __str__(self) -> str:
        return f"page {self.number}"
