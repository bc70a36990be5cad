-- Drives the language server with Neovim's own client: diagnostics, hover, a fix, and a buffer that is renamed.
-- Run by `make editors`: SERVER is the program, FOLDER a copy of a folder of migrations. Works from Neovim 0.7 on.

local server, folder = vim.env.SERVER, vim.env.FOLDER
local path = folder .. '/20250203110000_order_lookup.up.sql'
local rule = 'index-not-concurrent'

local function fail(message)
  io.stderr:write('neovim: ' .. message .. '\n')
  vim.cmd('cquit 1')
end

local function wait(what, condition)
  if not vim.wait(20000, condition, 50) then
    fail('waited in vain for ' .. what)
  end
end

local function codes(buffer)
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local code = diagnostic.code or (diagnostic.user_data and diagnostic.user_data.lsp.code)
    found[code] = diagnostic
  end
  return found
end

local function main()
  vim.cmd('edit ' .. vim.fn.fnameescape(path))
  local buffer = vim.api.nvim_get_current_buf()
  local client_id = vim.lsp.start_client({ name = 'migrate-lint', cmd = { server, 'lsp' }, root_dir = folder })
  vim.lsp.buf_attach_client(buffer, client_id)

  wait('diagnostics', function() return codes(buffer)[rule] ~= nil end)
  local found = codes(buffer)[rule]
  if found.lnum ~= 1 or not found.message:find('blocks every write to `orders`', 1, true) then
    fail('the diagnostic is not right: ' .. vim.inspect(found))
  end

  vim.api.nvim_win_set_cursor(0, { 2, 3 })
  local answers = vim.lsp.buf_request_sync(buffer, 'textDocument/hover', vim.lsp.util.make_position_params(0, 'utf-16'), 20000)
  local hover = answers[client_id].result.contents.value
  if not hover:find('**SHARE** on `orders`', 1, true) then
    fail('the hover text is not right: ' .. hover)
  end

  -- Whatever asks the user takes the fix.
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item[2] or item.action
      if action.title:find('^Add CONCURRENTLY') then
        return choose(item)
      end
    end
    fail('the fix is not offered: ' .. vim.inspect(items))
  end
  vim.lsp.buf.code_action()
  wait('the fix', function()
    local text = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, false), '\n')
    return text:find('CREATE INDEX CONCURRENTLY', 1, true) ~= nil
  end)
  wait('the diagnostic to go', function() return codes(buffer)[rule] == nil end)

  vim.cmd('write')
  local renamed = folder .. '/20250203110000_order_search.up.sql'
  vim.lsp.util.rename(path, renamed)
  buffer = vim.fn.bufnr(renamed)
  vim.lsp.buf_attach_client(buffer, client_id)
  vim.api.nvim_buf_set_lines(buffer, 0, -1, false, { 'CREATE INDEX again ON orders (note);' })
  wait('diagnostics of the renamed buffer', function() return codes(buffer)[rule] ~= nil end)

  vim.lsp.stop_client(client_id)
  print('neovim: diagnostics, hover, fix and rename work\n')
  vim.cmd('qall!')
end

local ok, message = xpcall(main, debug.traceback)
if not ok then
  fail(message)
end
