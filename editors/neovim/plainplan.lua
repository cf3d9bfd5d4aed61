-- Plans in Neovim 0.11 and newer: in ~/.config/nvim/init.lua, or as ~/.config/nvim/plugin/plainplan.lua.

-- Neovim 0.11 may draw the old dates between asking for new ones and getting them, and then keeps those of the same
-- text: so it is asked once more when the new ones are there.
local hints, is_new = vim.lsp.inlay_hint, false
local handlers = hints.on_refresh and hints.on_inlayhint and {
  ["workspace/inlayHint/refresh"] = function(...)
    is_new = true
    return hints.on_refresh(...)
  end,
  ["textDocument/inlayHint"] = function(trouble, answer, context)
    hints.on_inlayhint(trouble, answer, context)
    if is_new then
      is_new = false
      hints.on_refresh(nil, nil, context)
    end
  end,
}

vim.lsp.config("plainplan", {
  cmd = { "plan", "lsp" },
  filetypes = { "markdown" },
  root_dir = function(buffer, start)
    local file = vim.api.nvim_buf_get_name(buffer)
    if file:match("[./]plan%.md$") then
      start(vim.fs.root(buffer, { "plan.toml", ".git" }) or vim.fs.dirname(file))
    end
  end,
  handlers = handlers or nil,
  settings = { plainplan = { hints = "dates" } },
})
vim.lsp.enable("plainplan")

vim.api.nvim_create_autocmd("LspAttach", {
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == "plainplan" then
      vim.lsp.inlay_hint.enable(true, { bufnr = event.buf })
      vim.lsp.completion.enable(true, client.id, event.buf, { autotrigger = true })
    end
  end,
})
vim.diagnostic.config({ virtual_text = true })
