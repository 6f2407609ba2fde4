"""The import wizard: a guarded reader in a child process, a declarative Resource for rows, safe lists out."""
