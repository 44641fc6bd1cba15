"""The published site: page modules, templates, messages and files served by Datasette."""
