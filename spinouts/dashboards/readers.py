"""Who reads a page: the account, with what the page asks about it many times over."""

from django.http import HttpRequest

from organisations import roles


def reader_of(request: HttpRequest):
    """Give the account that reads, having worked out an officer's own bodies once.

    :return: the user of the request, anonymous or not
    """
    roles.remember_bodies(request.user)
    return request.user
