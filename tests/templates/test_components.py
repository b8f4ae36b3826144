"""The components of templates/_components: what they print, and that they ask for nothing else."""

import datetime
import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.test import RequestFactory
from django.urls import include, path

TEMPLATES = Path(__file__).parents[2] / "templates"
COMPONENTS = TEMPLATES / "_components"
NAMES = [
    "home",
    "organisation-list",
    "spin-out-list",
    "mutual-list",
    "public-body-list",
    "contract-list",
    "source-list",
    "dashboard-index",
    "dashboard-ownership",
    "dashboard-contracts",
    "methodology",
    "glossary",
    "accessibility",
]


def answer(request: HttpRequest) -> HttpResponse:
    """Stand in for every view."""
    return HttpResponse()


public_urls = ([path(f"{name}/", answer, name=name) for name in NAMES], "spinouts")
admin_urls = ([path("", answer, name="index")], "admin")
urlpatterns = [path("", include(public_urls)), path("admin/", include(admin_urls))]


class AddressBook:
    """The addresses that components lead to, in the form of a module of urls."""

    urlpatterns = urlpatterns


class CorrectionForm(forms.Form):
    """A form with one field of each kind that the field template tells apart."""

    name = forms.CharField(help_text="The registered name.")
    form = forms.ChoiceField(widget=forms.RadioSelect, choices=[("cic", "CIC"), ("cbs", "CBS")])
    is_checked = forms.BooleanField(label="I have checked this")


@pytest.fixture(autouse=True)
def addresses(settings):
    """Give every test the addresses above, whatever the site's own are."""
    settings.ROOT_URLCONF = AddressBook


def render(name: str, address: str | None = None, /, **context) -> str:
    """Print a component with the variables given and, where an address is given, a request to it.

    :param name: the component's file, without its ending
    :param address: path and parameters of the request
    :return: the markup, its white space collapsed
    """
    request = RequestFactory().get(address) if address else None
    markup = get_template(f"_components/{name}.html").render(context, request)
    return re.sub(r"\s+(?=</(th|div)>)", "", re.sub(r"\s+", " ", markup)).strip()


def test_breadcrumbs_end_with_this_page_unlinked():
    markup = render("breadcrumbs", crumbs=[("Home", "/"), ("MyCSP Ltd", "")])

    assert '<a href="/">Home</a>' in markup
    assert '<span aria-current="page">MyCSP Ltd</span>' in markup


def test_pagination_keeps_the_other_parameters():
    page = Paginator(range(100), 10).page(5)

    markup = render(
        "pagination",
        "/contracts/?q=care&page=5",
        page_obj=page,
        elided_pages=list(page.paginator.get_elided_page_range(5, on_each_side=1, on_ends=1)),
        noun="contracts",
    )

    assert "41 to 50 of 100 contracts" in markup
    assert 'rel="prev" href="?q=care&amp;page=4"' in markup
    assert 'rel="next" href="?q=care&amp;page=6"' in markup
    assert '<span aria-current="page"><span class="visually-hidden">Page </span>5</span>' in markup
    assert "<span>…</span>" in markup


def test_pagination_of_one_page_has_no_links():
    page = Paginator(range(3), 10).page(1)

    markup = render("pagination", "/contracts/", page_obj=page, elided_pages=[1], noun="contracts")

    assert "3 contracts" in markup
    assert "<a " not in markup


def test_pagination_of_nothing_is_empty():
    page = Paginator([], 10).page(1)

    assert render("pagination", "/", page_obj=page, elided_pages=[1], noun="contracts") == ""


def test_summary_list_marks_missing_values():
    rows = [
        {"term": "Sector", "value": "mutual", "source_numbers": [2]},
        {"term": "Income", "value": "withheld", "is_missing": True},
    ]

    markup = render("summary_list", rows=rows)

    assert '<dd class="missing">withheld' in markup
    assert 'href="#source-2"' in markup


def test_summary_list_prints_further_values():
    further = [{"value": "B", "url": "/b/", "note": "part"}]

    markup = render("summary_list", rows=[{"term": "Parents", "value": "A", "more": further}])

    assert '<br><a href="/b/">B</a><span class="note">part</span>' in markup


def test_tag_carries_its_kind():
    assert render("tag", label="ended early", kind="ended-early") == (
        '<span class="tag tag-ended-early">ended early</span>'
    )


def test_source_list_numbers_and_names_disputes():
    sources = [
        {"title": "Annual report", "publisher": "Equiniti", "date_words": "March 2014"},
        {"title": "Blog", "is_disputing": True, "url": "https://example.org/"},
    ]

    markup = render("source_list", sources=sources)

    assert '<li id="source-1">Annual report' in markup
    assert "Equiniti, March 2014" in markup
    assert "says otherwise" in markup
    assert 'href="https://example.org/"' in markup


def test_as_of_banner_of_today_offers_only_another_day():
    markup = render(
        "as_of_banner", "/contracts/", as_of=datetime.date(2026, 1, 5), is_as_of_today=True
    )

    assert "as it stands today" in markup
    assert "5 January 2026" in markup
    assert "as-of-past" not in markup


def test_as_of_banner_of_the_past_keeps_parameters_but_not_the_page():
    markup = render(
        "as_of_banner",
        "/contracts/?q=care&as_of=2015-03-31&page=4",
        as_of=datetime.date(2015, 3, 31),
        is_as_of_today=False,
    )

    assert "as it stood on" in markup
    assert "31 March 2015" in markup
    assert 'href="/contracts/?q=care"' in markup
    assert '<input type="hidden" name="q" value="care">' in markup
    assert 'name="page"' not in markup


def test_filter_form_names_each_active_filter_and_its_way_out():
    markup = render(
        "filter_form",
        form=CorrectionForm(),
        action="/contracts/",
        active_filters=[{"label": "Sector", "value": "mutual", "remove_url": "?q=care"}],
        clear_url="/contracts/",
        result_count=1,
        noun="contracts",
        noun_one="contract",
        hidden=[("as_of", "2015-03-31")],
    )

    assert "1 contract<" in markup
    assert 'href="?q=care"' in markup
    assert "Remove filter </span>Sector: mutual" in markup
    assert '<input type="hidden" name="as_of" value="2015-03-31">' in markup


def test_key_figure_leads_to_its_rule():
    markup = render("key_figure", value="62%", label="owned by staff", rule="F1")

    assert 'href="/methodology/#f1"' in markup
    assert "rule F1" in markup


@pytest.mark.parametrize(
    ("sort", "state", "link"),
    [
        ("", "", 'href="?sort=name"'),
        ("name", 'aria-sort="ascending"', 'href="?sort=-name"'),
        ("-name", 'aria-sort="descending"', 'href="?sort=name"'),
    ],
)
def test_sort_heading_says_the_order_and_offers_the_other(sort, state, link):
    markup = render("sort_heading", f"/?sort={sort}&page=3", label="Name", key="name", sort=sort)

    assert state in markup
    assert link in markup
    assert ("aria-sort" in markup) == bool(state)


def test_data_table_heads_its_rows_and_aligns_figures():
    markup = render(
        "data_table",
        "/",
        name="holders",
        caption="Holders",
        columns=[{"label": "Holder", "key": "holder"}, {"label": "Share", "is_numeric": True}],
        rows=[
            [{"text": "Staff", "url": "/s/"}, {"text": 25, "label": "Share", "is_numeric": True}]
        ],
    )

    assert '<th scope="row" role="rowheader"><a href="/s/">Staff</a></th>' in markup
    assert '<td role="cell" class="numeric" data-label="Share"><div>25</div></td>' in markup
    assert 'aria-labelledby="holders-caption"' in markup


@pytest.mark.parametrize(
    ("name", "context", "words"),
    [
        (
            "card",
            {"title": "Mutuals", "url": "/mutuals/"},
            '<a class="card-link" href="/mutuals/">',
        ),
        ("notice", {"kind": "info", "text": "Mind the gap"}, "<p>Mind the gap</p>"),
        ("empty_state", {"title": "Nothing fits"}, "Nothing fits"),
        ("term", {"term": "stakes", "anchor": "stake"}, 'href="/glossary/#stake">stakes</a>'),
        ("changes_list", {"changes": [{"when": "1 May 2012", "text": "launched"}]}, "launched"),
        ("section_nav", {"sections": [{"anchor": "a", "label": "A", "count": 0}]}, ">0</span>"),
        ("section_nav", {"sections": [{"anchor": "a", "label": "A"}]}, '<a href="#a">A</a>'),
        (
            "facets",
            {"name": "n", "title": "Sector", "facets": [{"label": "M", "url": "?", "count": 1234}]},
            "1,234",
        ),
        ("search_form", {"action": "/o/", "input_id": "s", "label": "Search"}, 'id="s"'),
        ("key_figure", {"value": "4", "label": "contracts"}, "contracts"),
    ],
)
def test_component_needs_no_more_than_its_first_variables(name, context, words):
    assert words in render(name, **context)


def test_error_summary_leads_to_each_field():
    markup = render("error_summary", form=CorrectionForm({}))

    assert '<a href="#id_name">Name: This field is required.</a>' in markup
    assert '<a href="#id_form_0">' in markup
    assert '<a href="#id_is_checked">' in markup


def test_error_summary_of_a_sound_form_is_empty():
    form = CorrectionForm({"name": "A", "form": "cic", "is_checked": "on"})

    assert render("error_summary", form=form) == ""


def test_field_ties_hint_and_error_to_its_input():
    markup = str(CorrectionForm({})["name"].as_field_group())

    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'id="id_name_helptext">The registered name.' in markup
    assert 'id="id_name_error"' in markup


def test_field_of_many_inputs_is_a_fieldset():
    markup = str(CorrectionForm()["form"].as_field_group())

    assert "<fieldset" in markup
    assert "<legend>Form</legend>" in markup


def test_form_prints_its_errors_first():
    markup = str(CorrectionForm({}))

    assert markup.index("There is a problem") < markup.index('id="id_name"')


def test_navigation_marks_the_part_and_keeps_the_day():
    request = RequestFactory().get("/contract-list/")

    markup = get_template("404.html").render(
        {
            "as_of": datetime.date(2015, 3, 31),
            "is_as_of_today": False,
            "as_of_query": "as_of=2015-03-31",
            "request": request,
        }
    )

    assert 'href="/contract-list/?as_of=2015-03-31" aria-current="page"' in markup
    assert markup.count("aria-current") == 1
    assert '<input type="hidden" name="as_of" value="2015-03-31">' in markup


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_page_renders_without_any_variable(name):
    assert "<h1>" in get_template(f"{name}.html").render()


def test_page_of_bad_parameters_names_them():
    markup = get_template("400.html").render({"problems": ["as_of: write a day as 2015-03-31"]})

    assert "<li>as_of: write a day as 2015-03-31</li>" in markup


@pytest.mark.parametrize("file", sorted(COMPONENTS.glob("*.html")), ids=lambda file: file.name)
def test_component_says_which_variables_it_takes(file):
    head = file.read_text(encoding="utf-8")[:900]

    assert head.startswith("{% comment %}")
    assert "ariable" in head


@pytest.mark.parametrize(
    "file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES))
)
def test_template_keeps_the_content_security_policy(file):
    text = file.read_text(encoding="utf-8")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|<script>", text)
