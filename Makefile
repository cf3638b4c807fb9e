# Tout se lance d’ici : `make` sans rien d’autre liste les commandes.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PORT ?= 8000
export PORT

BIN := .venv/bin

.PHONY: help run dev install install-dev test lint types style check format bench cluster lock clean

help: ## Affiche cette aide
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18
	@echo "Variables : PORT (8000), DATA_DIR (.data), DATABASE_URL (SQLite par défaut), ELASTICSEARCH_URL (la base par défaut)."

run: install ## Installe ce qui manque, charge la démonstration et sert le site jusqu’à Ctrl-C
	@.ci/serve

dev: install-dev ## Sert le site avec rechargement à chaque modification
	@LOG_LEVEL=WARNING DJANGO_SETTINGS_MODULE=cms.settings.demo $(BIN)/python manage.py prepare
	@$(BIN)/python manage.py runserver 127.0.0.1:$(PORT)

install: .venv/installed
install-dev: .venv/installed-dev

.venv/bin/python:
	@for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Environnement Python : création de .venv avec $$($$python --version)…"; \
	    exec $$python -m venv .venv; \
	  fi; \
	done; \
	echo "Python 3.11 ou plus récent est introuvable, ou son module venv manque (Debian : apt install python3-venv)." >&2; \
	exit 1

.venv/installed: requirements.txt | .venv/bin/python
	@echo "Dépendances : installation des versions verrouillées (une minute environ la première fois)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

.venv/installed-dev: .ci/requirements.txt .venv/installed
	@echo "Outils de développement : installation des versions verrouillées…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

test: lint check ## Lance toutes les vérifications, puis toute la suite de tests
	@.ci/test

lint: types style ## Style, types, frontières entre les couches, gabarits

types: install-dev # the longest, beside the others with --jobs
	$(BIN)/mypy

style: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates

check: install-dev ## Contrôles de Django sous les réglages de production, migrations à jour
	SECRET_KEY=$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))') ALLOWED_HOSTS=www.exemple.fr \
	  DJANGO_SETTINGS_MODULE=cms.settings.production $(BIN)/python manage.py check --deploy --fail-level WARNING
	DJANGO_SETTINGS_MODULE=cms.settings.test $(BIN)/python manage.py makemigrations --check

format: install-dev ## Met le code en forme
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --quiet --reformat templates

bench: install ## Mesure les facettes et les pages, rapportées à un témoin dans la même exécution
	$(BIN)/python -m tests.benchmarks.facets
	$(BIN)/python -m tests.benchmarks.pages
	@if [[ -n "$$ELASTICSEARCH_URL" ]]; then echo $(BIN)/python -m tests.benchmarks.elasticsearch; \
	  $(BIN)/python -m tests.benchmarks.elasticsearch; \
	else echo "Elasticsearch : sauté, ELASTICSEARCH_URL n’est pas défini."; fi

cluster: install-dev ## Tue un nœud Elasticsearch sur trois pendant que l’on cherche et que l’on publie
	$(BIN)/pytest -p no:cacheprovider -m cluster

lock: ## Recalcule les versions verrouillées (demande uv)
	@command -v uv >/dev/null || { echo "uv est introuvable : https://docs.astral.sh/uv/" >&2; exit 1; }
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-strip-extras --python-version 3.11 pyproject.toml -o requirements.txt
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-strip-extras --python-version 3.11 --group dev -c requirements.txt -o .ci/requirements.txt

clean: ## Efface l’environnement, les caches et les données de démonstration
	rm -rf .venv .data .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
