"""The holdings chart: who holds whom, layered towards the subject."""
