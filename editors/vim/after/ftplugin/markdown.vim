" Plans in Vim: `:make` checks the plan, and `:copen` lists what it found.
if expand('%:t') =~# '\(^\|\.\)plan\.md$'
  setlocal makeprg=plan\ check\ --format\ concise\ %:S
  setlocal errorformat=%f:%l:%c:\ %trror[P%n]\ %m,%f:%l:%c:\ %tarning[P%n]\ %m,%f:%l:%c:\ %tint[P%n]\ %m
  setlocal errorformat+=%-G%.%#
  iabbrev <buffer> xdone done:<C-R>=strftime('%Y-%m-%d')<CR>
  iabbrev <buffer> xbar - Barrier: what may get in the way ~4w risk:medium
endif
