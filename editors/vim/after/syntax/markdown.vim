" Colours for plans, in Vim and Neovim: boxes, barriers and tags, in list items and headings.
if expand('%:t') !~# '\(^\|\.\)plan\.md$'
  finish
endif

syntax match planBox /\%(^\s*\%([-*+]\|\d\+[.)]\)\s\+\)\@<=\[[ xX\/-]\]\ze\s/
syntax match planBarrier /\c\%(^\s*\%([-*+]\|\d\+[.)]\)\s\+\%(\[.\]\s\+\)\?\)\@<=\%(barrier\|hindernis\|hürde\|obstacle\|ostacolo\|obstáculo\|barrera\|barreira\|solution\|lösung\|soluzione\|solución\|solução\):/
syntax match planDuration /\s\@<=\~\d\S*/
syntax match planName /\s\@<=\^[[:alnum:]]\k*\%(-\k\+\)*/
syntax match planWho /\s\@<=@[[:alnum:]]\S*/
syntax match planLabel /\s\@<=#[[:alnum:]]\S*/
syntax match planKey /\s\@<=\%(after\|with\|before\|start\|since\|done\|on\|due\|every\|risk\|cost\):\ze\S/ nextgroup=planValue
syntax match planValue /\S\+/ contained

syntax cluster markdownInline add=planDuration,planName,planWho,planLabel,planKey

highlight default link planBox Todo
highlight default link planBarrier WarningMsg
highlight default link planDuration Number
highlight default link planName Label
highlight default link planWho Identifier
highlight default link planLabel Tag
highlight default link planKey Keyword
highlight default link planValue String
