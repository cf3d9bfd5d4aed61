-- Asks a running Neovim, of 0.7 and of 0.11, what it shows of a plan, and writes that down as JSON.

local found, problems = {}, {}

local function await(what, there)
  if not vim.wait(15000, there, 20) then
    table.insert(problems, what)
  end
end

local function line(number)
  return vim.fn.getline(number)
end

local function go(text)
  vim.fn.cursor(1, 1)
  vim.fn.search("\\V" .. text)
end

-- Whatever is offered, the one is taken that the test names.
local wanted
vim.ui.select = function(items, options, choose)
  found.offered = {}
  for _, item in ipairs(items) do
    local shown = options.format_item and options.format_item(item) or tostring(item)
    table.insert(found.offered, shown)
    if shown:find(wanted, 1, true) then
      return choose(item)
    end
  end
  choose(nil)
end

local function findings()
  return vim.tbl_map(function(one)
    return { line = one.lnum + 1, code = one.code, severity = one.severity, says = one.message }
  end, vim.diagnostic.get(0))
end

local function probe()
  await("diagnostics", function()
    return #vim.diagnostic.get(0) > 0
  end)
  found.findings = findings()

  if vim.lsp.inlay_hint then
    await("hints", function()
      return #vim.lsp.inlay_hint.get({ bufnr = 0 }) > 0
    end)
    found.hints = vim.tbl_map(function(one)
      local label = one.inlay_hint.label
      if type(label) == "table" then
        label = table.concat(vim.tbl_map(function(part)
          return part.value
        end, label))
      end
      local place = one.inlay_hint.position
      return { line = place.line + 1, at_end = place.character == #line(place.line + 1), says = label }
    end, vim.lsp.inlay_hint.get({ bufnr = 0 }))
  end

  go("Sit the exam")
  vim.lsp.buf.hover()
  await("hover", function()
    return #vim.api.nvim_list_wins() > 1
  end)
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      found.hover = vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false)
      vim.api.nvim_win_close(window, true)
    end
  end

  wanted = vim.env.PROBE_ACTION
  go("after:\\zstes")
  vim.lsp.buf.code_action()
  await("code action", function()
    return vim.fn.search("after:tes\\>", "n") == 0
  end)
  found.after_action = line(vim.fn.search("Apply", "n"))
  await("no error", function()
    return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) == 0
  end)

  vim.fn.append(vim.fn.search("Apply"), "- [ ] Go there ~1w after:")
  vim.fn.cursor(vim.fn.search("Go there"), 1)
  vim.cmd("normal! $")
  local place = vim.lsp.util.make_position_params(0, "utf-16")
  place.position.character = #vim.fn.getline(".")
  for _, answer in pairs(vim.lsp.buf_request_sync(0, "textDocument/completion", place, 15000) or {}) do
    found.completed = vim.tbl_map(function(item)
      return item.label
    end, answer.result.items or answer.result)
  end
  vim.cmd("delete")

  go("^teas")
  vim.lsp.buf.rename("exam")
  await("rename", function()
    return vim.fn.search("after:exam", "n") > 0
  end)
  found.renamed = { line(vim.fn.search("Prepare", "n")), line(vim.fn.search("Apply", "n")) }
end

local fine, trouble = pcall(probe)
if not fine then
  table.insert(problems, trouble)
end
found.problems = problems
found.text = vim.api.nvim_buf_get_lines(0, 0, -1, false)
local file = io.open(vim.env.PROBE_TO, "w")
file:write((vim.json or vim.fn).encode and vim.json.encode(found) or vim.fn.json_encode(found))
file:close()
vim.cmd("qall!")
