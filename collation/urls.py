"""The addresses of collation."""

from django.urls import path

from collation.views import (
    agreement,
    cell,
    compare,
    demo,
    document,
    facts,
    findings,
    matrix,
    publish,
    published,
    responses,
)

app_name = "collation"

_CELL = "c/<slug:slug>/matrix/<slug:question>/<slug:respondent>"
_FINDING = "c/<slug:slug>/findings/<slug:key>"

urlpatterns = [
    path("demo/", demo.demo_load, name="demo_load"),
    path("c/<slug:slug>/", compare.compare, name="compare"),
    path("c/<slug:slug>/place/", compare.passage_place, name="passage_place"),
    path("c/<slug:slug>/place/withdraw/", compare.placement_withdraw, name="placement_withdraw"),
    path("c/<slug:slug>/prompts/adopt/", compare.prompt_adopt, name="prompt_adopt"),
    path("c/<slug:slug>/turns/publish/", compare.turn_publish, name="turn_publish"),
    path("c/<slug:slug>/responses/<int:response>/", responses.response_detail, name="response_detail"),
    path("c/<slug:slug>/responses/<int:response>/place/", responses.response_place, name="response_place"),
    path("c/<slug:slug>/agreement/", agreement.agreement, name="agreement"),
    path("c/<slug:slug>/findings/", findings.finding_list, name="finding_list"),
    path(f"{_FINDING}/", findings.finding_detail, name="finding_detail"),
    path(f"{_FINDING}/adopt/", findings.finding_adopt, name="finding_adopt"),
    path(f"{_FINDING}/name/", findings.finding_name, name="finding_name"),
    path(f"{_FINDING}/rate/", findings.finding_rate, name="finding_rate"),
    path(f"{_FINDING}/merge/", findings.finding_merge, name="finding_merge"),
    path(f"{_FINDING}/split/", findings.finding_split, name="finding_split"),
    path(f"{_FINDING}/dissolve/", findings.finding_dissolve, name="finding_dissolve"),
    path("c/<slug:slug>/facts/", facts.fact_list, name="fact_list"),
    path("c/<slug:slug>/facts/review/", facts.fact_review, name="fact_review"),
    path("c/<slug:slug>/facts/rename/", facts.fact_relabel, name="fact_relabel"),
    path("c/<slug:slug>/facts/merge/", facts.fact_merge, name="fact_merge"),
    path("c/<slug:slug>/collation.json", document.document, name="document"),
    path("c/<slug:slug>/matrix/", matrix.matrix, name="matrix"),
    path("c/<slug:slug>/matrix/<slug:question>/", matrix.matrix_row, name="matrix_row"),
    path(f"{_CELL}/", cell.cell_detail, name="cell_detail"),
    path(f"{_CELL}/mark/", cell.cell_mark, name="cell_mark"),
    path(f"{_CELL}/unmark/", cell.cell_unmark, name="cell_unmark"),
    path(f"{_CELL}/settle/", cell.cell_settle, name="cell_settle"),
    path(f"{_CELL}/unsettle/", cell.cell_unsettle, name="cell_unsettle"),
    path(f"{_CELL}/support/", cell.cell_support, name="cell_support"),
    path(f"{_CELL}/unsupport/", cell.cell_unsupport, name="cell_unsupport"),
    path("c/<slug:slug>/publish/", publish.publish, name="publish"),
    path("c/<slug:slug>/publish/preview/", publish.publish_preview, name="publish_preview"),
    path("c/<slug:slug>/publish/withdraw/", publish.publication_withdraw, name="publication_withdraw"),
    path("c/<slug:slug>/publish/withdraw/v<int:number>/", publish.publication_withdraw, name="version_withdraw"),
    path("c/<slug:slug>/publish/freeze/", publish.publish_freeze, name="publish_freeze"),
    path("c/<slug:slug>/publish/<slug:respondent>/extent/", publish.publish_transcript, name="publish_transcript"),
    path("p/<slug:slug>/", published.published, name="published"),
    path("p/<slug:slug>/v<int:number>/", published.published_version, name="published_version"),
    path("p/<slug:slug>/v<int:number>.md", published.published_markdown, name="published_version_markdown"),
    path("p/<slug:slug>/v<int:number>.json", published.published_json, name="published_version_json"),
    path("p/<slug:slug>/embed/", published.published_embed, name="published_embed"),
    path("p/<slug:slug>.md", published.published_markdown, name="published_markdown"),
    path("p/<slug:slug>.json", published.published_json, name="published_json"),
    path("feed.xml", published.feed, name="feed"),
]
