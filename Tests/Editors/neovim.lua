-- Neovim's own client against `sendfrom lsp`: open a copy of an example, break it, read what the editor shows, complete,
-- go to a definition, rename. Run by test_neovim.py; the folder and the program come in the environment.
local folder, program = vim.env.SENDFROM_FOLDER, vim.env.SENDFROM
local function check(condition, what)
  if not condition then
    io.stderr:write("neovim.lua: " .. what .. "\n")
    vim.cmd("cquit 1")
  end
end

local function wait(what, condition)
  check(vim.wait(20000, condition, 20), "waited in vain: " .. what)
end

vim.cmd("edit " .. folder .. "/teams.yaml")
local buffer = vim.api.nvim_get_current_buf()
local id = vim.lsp.start_client({ name = "sendfrom", cmd = { program, "lsp" }, root_dir = folder })
check(id, "the server doesn't start")
check(vim.lsp.buf_attach_client(buffer, id), "the buffer can't be attached")
wait("initialize", function() return vim.lsp.get_client_by_id(id).initialized end)

local function request(method, params)
  local answers = vim.lsp.buf_request_sync(buffer, method, params, 10000)
  check(answers and answers[id], method .. " is not answered")
  check(not answers[id].error, method .. ": " .. vim.inspect(answers[id].error))
  return answers[id].result
end

local function cursor_on(word)
  vim.fn.cursor(1, 1)
  check(vim.fn.search("\\V" .. word, "c") > 0, word .. " is not in the file")
end

-- Findings, as they are typed and as they go.
local text = vim.api.nvim_buf_get_lines(buffer, 0, -1, false)
vim.api.nvim_buf_set_lines(buffer, #text, #text, false, { "nonsense: 1" })
wait("a finding", function() return #vim.diagnostic.get(buffer) == 1 end)
local finding = vim.diagnostic.get(buffer)[1]
check(finding.code == "unknown-key" or finding.user_data.lsp.code == "unknown-key", vim.inspect(finding))
check(finding.lnum == #text and finding.col == 0 and finding.end_col == #"nonsense", vim.inspect(finding))
vim.api.nvim_buf_set_lines(buffer, #text, #text + 1, false, {})
wait("no finding", function() return #vim.diagnostic.get(buffer) == 0 end)

-- Completion in a line that is being typed.
vim.api.nvim_buf_set_lines(buffer, #text, #text, false, { "users:", "  dora: {sender: us-" })
vim.fn.cursor(#text + 2, #"  dora: {sender: us-" + 1)
local items = request("textDocument/completion", vim.lsp.util.make_position_params(0, "utf-16"))
local labels = vim.tbl_map(function(item) return item.label end, items.items)
check(vim.tbl_contains(labels, "us-sales"), vim.inspect(labels))
vim.api.nvim_buf_set_lines(buffer, #text, #text + 2, false, {})

-- Hover, definition.
cursor_on("us-sales")
local hover = request("textDocument/hover", vim.lsp.util.make_position_params(0, "utf-16"))
check(hover.contents.value:find("+12125550171", 1, true), vim.inspect(hover))
local places = request("textDocument/definition", vim.lsp.util.make_position_params(0, "utf-16"))
vim.lsp.util.jump_to_location(places[1], "utf-16")
check(vim.api.nvim_get_current_line():find("id: us%-sales"), vim.api.nvim_get_current_line())

-- Rename, from where the jump led; every buffer that changes is written.
vim.cmd("buffer " .. buffer)
cursor_on("us-sales")
local params = vim.lsp.util.make_position_params(0, "utf-16")
params.newName = "us-selling"
vim.lsp.util.apply_workspace_edit(request("textDocument/rename", params), "utf-16")
vim.cmd("wall")

vim.lsp.stop_client(id)
wait("the end", function() return vim.lsp.client_is_stopped(id) end)
vim.cmd("qall!")
