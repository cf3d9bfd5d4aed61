-- Plans in Neovim before 0.11 (tested with 0.7.2): in ~/.config/nvim/init.lua.
vim.api.nvim_create_autocmd({ "BufReadPost", "BufNewFile" }, {
  pattern = { "plan.md", "*.plan.md" },
  callback = function(event)
    plainplan = plainplan or vim.lsp.start_client({
      name = "plainplan",
      cmd = { "plan", "lsp" },
      root_dir = vim.fn.getcwd(),
      settings = { plainplan = { hints = "dates" } },
    })
    vim.lsp.buf_attach_client(event.buf, plainplan)
    vim.bo[event.buf].omnifunc = "v:lua.vim.lsp.omnifunc"
    vim.keymap.set("n", "K", vim.lsp.buf.hover, { buffer = event.buf })
    vim.keymap.set("n", "gra", vim.lsp.buf.code_action, { buffer = event.buf })
    vim.keymap.set("n", "grn", vim.lsp.buf.rename, { buffer = event.buf })
  end,
})
