"""`plan lsp`: the language server, around one compile call and what `language` answers. Sole user of pygls."""
