# %% [markdown]
# # What several outlets say of one event
#
# A notebook in percent format, on the documents in `seeds/`; the cells run from top to bottom, and `python seeds.py` runs them all.

# %%
import os

import polars as pl

import variorum

analysis = variorum.analyze(os.environ.get("SEEDS", "seeds"))
analysis

# %% [markdown]
# Statements with most at stake, told side by side, is what a notebook shows of `analysis`. As a table:

# %%
statements = pl.DataFrame(analysis.statements)
print(statements.group_by("verdict").len().sort("len", descending=True))

# %% [markdown]
# Which kinds of differences are conflicts, and between whom?

# %%
sources = pl.DataFrame(analysis.documents).select("id", "source")
conflicts = (
    pl.DataFrame(analysis.divergences)
    .filter(pl.col("effect") == "conflict")
    .join(sources.rename({"id": "left_document", "source": "left"}), on="left_document")
    .join(sources.rename({"id": "right_document", "source": "right"}), on="right_document")
)
print(conflicts.group_by("left", "right", "kind").len().sort("len", "left", "right", "kind", descending=True).head(10))

# %% [markdown]
# Names that are spelled in several ways.

# %%
print(pl.DataFrame(analysis.names).group_by("name").agg(pl.col("text")).sort("name").head(10))

# %% [markdown]
# The page to send on.

# %%
analysis.to_html("seeds.html")
