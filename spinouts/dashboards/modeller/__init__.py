"""The deal modeller: pages that try an offer out before anybody signs it, and keep nothing unasked.

The address holds everything that is entered: `entries` names its parameters, `sheet` reads them
with the strict forms of `forms`, `prefill` fills them from a competition, `model` works the
situations out, `builders` draws them and `tables` puts them in words. `sketches` keeps what an
account chooses to keep.
"""
