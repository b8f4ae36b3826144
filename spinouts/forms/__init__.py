"""Forms of spin-outs: whose they are, and the parents that say so."""

from spinouts.forms.spin_out import ParentFormSet, SpinOutPageForm, SpinOutRowForm

__all__ = ["ParentFormSet", "SpinOutPageForm", "SpinOutRowForm"]
