"""The table: every model of the register, whose record its rows are, and when all may see them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from organisations.roles.scopes import (
    Keeper,
    Scope,
    Secret,
    disclosed,
    of_bids,
    own_scores,
    reported,
)

SCOPES: dict[str, Scope] = {
    "organisations.organisation": Scope(
        owners=("",), published=("state",), is_record=True, is_addable=True
    ),
    "organisations.organisationname": Scope(
        owners=("organisation",), published=("organisation__state",)
    ),
    "organisations.identifier": Scope(owners=("organisation",), published=("organisation__state",)),
    "organisations.profile": Scope(owners=("organisation",), published=("organisation__state",)),
    "organisations.publicbody": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "organisations.succession": Scope(
        keeper=Keeper.CURATORS,
        owners=("predecessor",),
        published=("predecessor__state", "successor__state"),
    ),
    "organisations.source": Scope(keeper=Keeper.CURATORS, is_addable=True, is_record=True),
    "organisations.sourcelocation": Scope(keeper=Keeper.CURATORS),
    "organisations.evidence": Scope(is_addable=True),
    "organisations.legalform": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.operatingmodel": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.servicegroup": Scope(keeper=Keeper.CURATORS, is_record=True),
    "organisations.user": Scope(keeper=Keeper.SUPERUSERS),
    "organisations.officertie": Scope(keeper=Keeper.SUPERUSERS),
    "partnerships.stake": Scope(
        owners=("subject",), published=("state", "subject__state"), is_record=True
    ),
    "partnerships.stakecondition": Scope(
        owners=("stake__subject",), published=("stake__state", "stake__subject__state")
    ),
    "partnerships.contract": Scope(
        owners=("parties__organisation",),
        published=("state",),
        is_record=True,
        is_addable=True,
    ),
    "partnerships.contractparty": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "partnerships.contractchange": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "partnerships.supplylink": Scope(
        owners=("contract__parties__organisation",), published=("contract__state",)
    ),
    "partnerships.partnercompetition": Scope(
        owners=("public_body",),
        published=("state",),
        is_record=True,
        is_addable=True,
        secret=Secret(
            body="public_body", unless=disclosed(""), deletable=reported(""), is_notice=True
        ),
    ),
    "partnerships.competitioncriterion": Scope(
        owners=("competition__public_body",),
        published=("competition__state",),
        secret=Secret(
            body="competition__public_body", unless=disclosed("competition__"), is_notice=True
        ),
    ),
    "partnerships.competitionassessor": Scope(
        owners=("competition__public_body",),
        secret=Secret(body="competition__public_body", competition="competition"),
    ),
    "partnerships.bidgrant": Scope(
        keeper=Keeper.SUPERUSERS,
        is_record=True,
        secret=Secret(body="competition__public_body", account="account"),
    ),
    "partnerships.bid": of_bids(),
    "partnerships.bidder": of_bids("bid__"),
    "partnerships.bidoffer": of_bids("bid__"),
    "partnerships.bidscore": of_bids("bid__", writer="assessor", narrowed=own_scores),
    "partnerships.deal": Scope(
        owners=("venture", "competition__public_body"),
        published=("state", "venture__state"),
        is_record=True,
    ),
    "partnerships.dealstake": Scope(
        owners=("deal__venture", "deal__competition__public_body"),
        published=("deal__state", "deal__venture__state", "stake__state"),
    ),
    "partnerships.dealsketch": Scope(
        secret=Secret(
            body="competition__public_body",
            competition="competition",
            account="account",
            writer="account",
        ),
    ),
    "partnerships.partnership": Scope(owners=("vehicle",), published=("state",), is_record=True),
    "partnerships.partnershipmember": Scope(
        owners=("partnership__vehicle",), published=("partnership__state",)
    ),
    "partnerships.programmetally": Scope(
        keeper=Keeper.CURATORS,
        owners=("partnership__vehicle",),
        published=("partnership__state",),
    ),
    "partnerships.jvpartner": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.contribution": Scope(
        owners=("venture",), published=("venture__state", "partner__state")
    ),
    "partnerships.socialprime": Scope(
        keeper=Keeper.CURATORS, owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.primethreshold": Scope(keeper=Keeper.CURATORS, is_record=True),
    "partnerships.ownershiprule": Scope(
        owners=("organisation",), published=("organisation__state",)
    ),
    "partnerships.accession": Scope(owners=("group",), published=("group__state",)),
    "partnerships.investment": Scope(owners=("recipient",), published=("state",), is_record=True),
    "spinouts.spinout": Scope(
        owners=("organisation",), published=("organisation__state",), is_record=True
    ),
    "spinouts.spinoutparent": Scope(
        owners=("spin_out__organisation",),
        published=("spin_out__organisation__state", "body__state"),
    ),
    "spinouts.spinoutcohort": Scope(
        owners=("spin_out__organisation",), published=("spin_out__organisation__state",)
    ),
    "spinouts.stageevent": Scope(
        owners=("spin_out__organisation",),
        published=("spin_out__organisation__state",),
        hidden_where=Q(stage__is_public=False),
    ),
    "spinouts.stage": Scope(keeper=Keeper.CURATORS, is_record=True),
    "spinouts.cohort": Scope(keeper=Keeper.CURATORS, is_record=True),
    "spinouts.mutual": Scope(owners=("organisation",), published=("organisation__state",)),
    "spinouts.mutualterms": Scope(
        owners=("mutual__organisation",), published=("mutual__organisation__state",)
    ),
    "spinouts.membershipcount": Scope(owners=("organisation",), published=("organisation__state",)),
}


def scope_of(model: type[models.Model] | models.Model) -> Scope:
    """Look a model up; its history has the scope of the rows it tells of.

    :raises KeyError: for a model that the register does not know, so that a new one cannot be
        forgotten
    """
    return SCOPES[model._meta.label_lower]
