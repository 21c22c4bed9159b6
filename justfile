# The front door: `uv run just` lists what there is.

_default:
    @just --list --unsorted

# prepare everything, then open the chat page on http://127.0.0.1:8000
serve *arguments:
    uv run lotsen serve {{ arguments }}

# talk with the bot in Rasa's own shell
shell:
    uv run lotsen shell

# train the model anew
train:
    uv run lotsen train

# run the tests, all or those named
test *arguments:
    uv run pytest {{ arguments }}

# lint, format, types, imports and register data
check:
    uv run ruff check
    uv run ruff format --check
    uv run mypy
    uv run lint-imports
    uv run lotsen offices check

# mend what can be mended by itself
format:
    uv run ruff check --fix
    uv run ruff format

# measure everything and write the tables of docs/benchmarks.md
bench *arguments="--write docs/benchmarks.md":
    uv run python -m benchmarks.all {{ arguments }}

# compile the vectors of the training examples; `just vectors --check` only compares
vectors *arguments:
    uv run python -m assistant.bot.example_vectors {{ arguments }}

# compile the gazetteer from its sources; `just gazetteer --check` only compares
gazetteer *arguments:
    uv run --group gazetteer python -m offices_db.gazetteer.build {{ arguments }}
