"""Which rows the page of one organisation reads: each kind once, and only what may be seen."""

from __future__ import annotations

from datetime import date
from functools import cached_property

from django.db.models import Count, Exists, F, Model, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.expressions import RawSQL

from organisations.models import (
    Evidence,
    Identifier,
    Organisation,
    OrganisationName,
    Profile,
    Source,
    Succession,
    User,
)
from partnerships.choices import FigureRole, PartyRole
from partnerships.models import (
    Accession,
    Contract,
    ContractChange,
    ContractParty,
    OwnershipRule,
    SocialPrime,
    Stake,
    StakeCondition,
)
from partnerships.querysets import is_visible
from spinouts.dashboards.figures.organisation.facts import fact_rows, in_time, read_facts
from spinouts.models import (
    MembershipCount,
    MutualTerms,
    SpinOutCohort,
    SpinOutParent,
    StageEvent,
)
from spinouts.querysets import LAUNCHED

CONTRACTS_SHOWN = 20
"""How many contracts a commissioner's page lists; the others are a click away."""


def find_organisation(slug: str, user: User) -> Organisation | None:
    """Read an organisation with what it is one-to-one, whoever may see it.

    :return: with `is_seen` (the account may see it) and `is_target_seen` (it was merged into
        another that the account may see); None if there is none of that address
    """
    seen = Organisation.objects.visible_to(user)
    return (
        Organisation.objects.filter(slug=slug)
        .select_related("merged_into", "spin_out", "spin_out__service_group")
        .select_related("public_body", "mutual")
        .annotate(
            is_seen=Exists(seen.filter(pk=OuterRef("pk"))),
            is_target_seen=Exists(seen.filter(pk=OuterRef("merged_into"))),
        )
        .first()
    )


class OrganisationRecords:
    """The records behind one page; a query runs when its rows are first asked for."""

    def __init__(self, organisation: Organisation, user: User, day: date) -> None:
        """Keep whose page it is, who reads it and on what day.

        :param organisation: of `find_organisation`
        """
        self.organisation = organisation
        self.user = user
        self.day = day

    @cached_property
    def facts(self) -> dict[str, list[Model]]:
        """Read names, profiles, events and the other small facts, by kind, with one query."""
        return read_facts(self._own_facts() | self._related_facts())

    def _own_facts(self) -> dict[str, QuerySet]:
        """Choose facts that hang on the organisation alone: seen by whoever sees it."""
        key = self.organisation.pk
        choices = {
            "names": OrganisationName.objects.filter(organisation=key),
            "identifiers": Identifier.objects.filter(organisation=key),
            "membership_counts": MembershipCount.objects.filter(organisation=key),
            "terms": MutualTerms.objects.filter(mutual__organisation=key),
        }
        rows = {kind: fact_rows(records, kind) for kind, records in choices.items()}
        rows["profiles"] = fact_rows(
            Profile.objects.filter(organisation=key),
            "profiles",
            form_name="legal_form__name",
            form_definition="legal_form__definition",
            model_name="operating_model__name",
            model_definition="operating_model__definition",
        )
        rows["cohorts"] = fact_rows(
            SpinOutCohort.objects.filter(spin_out__organisation=key),
            "cohorts",
            cohort_name="cohort__name",
            cohort_definition="cohort__definition",
        )
        return rows

    def _related_facts(self) -> dict[str, QuerySet]:
        """Choose facts that name others: kept only where the others may be seen too."""
        key, user = self.organisation.pk, self.user
        seen = Organisation.objects.visible_to(user).values("pk")
        parents = SpinOutParent.objects.visible_to(user).filter(body__in=seen)
        launches = (
            StageEvent.objects.visible_to(user)
            .filter(spin_out=OuterRef("spin_out"), stage__slug=LAUNCHED, happened_on__isnull=False)
            .order_by("happened_on")
        )
        return {
            "parents": fact_rows(
                parents.filter(spin_out__organisation=key),
                "parents",
                body_name="body__name",
                body_slug="body__slug",
            ),
            "parented": fact_rows(
                parents.filter(body=key),
                "parented",
                organisation_name="spin_out__organisation__name",
                organisation_slug="spin_out__organisation__slug",
                service_area="spin_out__service_area",
                last_status="spin_out__last_status",
                is_contrast="spin_out__is_contrast",
                launched_on=Subquery(launches.values("happened_on")[:1]),
                launched_on_precision=Subquery(launches.values("happened_on_precision")[:1]),
            ),
            "events": fact_rows(
                StageEvent.objects.visible_to(user).filter(spin_out__organisation=key),
                "events",
                stage_name="stage__name",
                stage_slug="stage__slug",
                stage_kind="stage__kind",
            ),
            "successions": fact_rows(
                Succession.objects.visible_to(user).filter(
                    Q(predecessor=key) | Q(successor=key) | Q(predecessor__in=self._parents_line())
                ),
                "successions",
                predecessor_name="predecessor__name",
                predecessor_slug="predecessor__slug",
                successor_name="successor__name",
                successor_slug="successor__slug",
            ),
            "conditions": fact_rows(
                StakeCondition.objects.visible_to(user).filter(stake__subject=key), "conditions"
            ),
            **self._rule_facts(),
        }

    def _rule_facts(self) -> dict[str, QuerySet]:
        """Choose ownership rules, accessions to groups, and what makes it a prime."""
        key, user = self.organisation.pk, self.user
        accessions = Accession.objects.visible_to(user).filter(Q(group=key) | Q(spin_out=key))
        return {
            "rules": fact_rows(
                OwnershipRule.objects.visible_to(user).filter(organisation=key),
                "rules",
                holder_record_name="holder__name",
                holder_slug="holder__slug",
                is_holder_visible=is_visible(user, "holder"),
            ),
            "accessions": fact_rows(
                accessions,
                "accessions",
                group_name="group__name",
                group_slug="group__slug",
                is_group_visible=is_visible(user, "group"),
                spin_out_record_name="spin_out__name",
                spin_out_slug="spin_out__slug",
                is_spin_out_visible=is_visible(user, "spin_out"),
            ),
            "social_prime": fact_rows(
                SocialPrime.objects.visible_to(user).filter(organisation=key), "social_prime"
            ),
        }

    def _parents_line(self) -> RawSQL:
        """Give the keys of the parents and of all who followed them, whatever the depth."""
        return RawSQL(
            "WITH RECURSIVE line(id) AS (SELECT parent.body_id FROM spinouts_spinoutparent parent "
            "JOIN spinouts_spinout spin_out ON spin_out.id = parent.spin_out_id "
            "WHERE spin_out.organisation_id = %s UNION SELECT succession.successor_id "
            "FROM organisations_succession succession "
            "JOIN line ON succession.predecessor_id = line.id) SELECT id FROM line",
            [self.organisation.pk],
        )

    @cached_property
    def events(self) -> list[StageEvent]:
        """Give the events of the journey in time, those without a date last."""
        return in_time(self.facts["events"], "happened_on")

    @cached_property
    def stakes(self) -> list[Stake]:
        """Read the stakes in the organisation, up every chain above it, and held by it."""
        key = self.organisation.pk
        reached = Stake.objects.upstream_of(key) | Stake.objects.filter(holder=key)
        return list(
            reached.seen_by(self.user)
            .annotate(subject_name=F("subject__name"), subject_slug=F("subject__slug"))
            .order_by("pk")
        )

    @cached_property
    def own_stakes(self) -> list[Stake]:
        """Give the stakes in the organisation itself."""
        return [stake for stake in self.stakes if stake.subject_id == self.organisation.pk]

    @cached_property
    def held_stakes(self) -> list[Stake]:
        """Give the stakes that the organisation holds in others."""
        return [stake for stake in self.stakes if stake.holder_id == self.organisation.pk]

    @cached_property
    def contracts(self) -> list[Contract]:
        """Read the contracts that it provides, with the rival figures for them."""
        parties = ContractParty.objects.filter(
            organisation=self.organisation.pk, role=PartyRole.PROVIDER
        ).values("contract")
        is_own = Q(pk__in=parties) | Q(role=FigureRole.ALTERNATIVE, alternative_to__in=parties)
        return list(Contract.objects.visible_to(self.user).filter(is_own).order_by("pk"))

    @cached_property
    def commissioned(self) -> list[Contract]:
        """Read the first contracts that it commissions, the latest first.

        Each carries `commissioned_count`, how many there are in all.
        """
        parties = ContractParty.objects.filter(
            organisation=self.organisation.pk, role=PartyRole.COMMISSIONER
        ).values("contract")
        chosen = Contract.objects.visible_to(self.user).main().begun_by(self.day)
        return list(
            chosen.filter(pk__in=parties)
            .annotate(commissioned_count=Window(Count("pk")))
            .order_by(F("starts_on").desc(nulls_last=True), "pk")[:CONTRACTS_SHOWN]
        )

    @cached_property
    def parties(self) -> list[ContractParty]:
        """Read the parties of all these contracts."""
        keys = {contract.pk for contract in (*self.contracts, *self.commissioned)}
        if not keys:
            return []
        return list(ContractParty.objects.seen_by(self.user).filter(contract__in=keys))

    def contract_changes(self) -> QuerySet[ContractChange]:
        """Choose the changes, by the day, of the contracts that it provides."""
        return ContractChange.objects.filter(
            contract__in=[contract.pk for contract in self.contracts], changed_on__lte=self.day
        )

    def profiles(self) -> QuerySet[Profile]:
        """Choose the profiles of everyone whose sector counts on the page."""
        keys = {self.organisation.pk}
        keys |= {stake.holder_id for stake in self.stakes if stake.holder_id}
        keys |= {party.organisation_id for party in self.parties if party.organisation_id}
        return Profile.objects.filter(organisation__in=keys)

    def evidence(self, records: list[Model]) -> list[Evidence]:
        """Read what further sources say of records; each carries `record_model`."""
        keys: dict[tuple[str, str], list[int]] = {}
        for record in records:
            label = (record._meta.app_label, record._meta.model_name)
            keys.setdefault(label, []).append(record.pk)
        condition = Q(pk__in=[])
        for (app_label, model), ids in keys.items():
            condition |= Q(
                content_type__app_label=app_label, content_type__model=model, object_id__in=ids
            )
        found = Evidence.objects.filter(condition)
        return list(found.annotate(record_model=F("content_type__model")).order_by("pk"))

    def sources(self, keys: set[int]) -> dict[int, Source]:
        """Read sources by key."""
        return Source.objects.in_bulk(keys) if keys else {}
