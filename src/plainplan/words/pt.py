"""Portuguese, as in Brazil: the names of its days and numbers, and the words that are read in a plan."""

from __future__ import annotations

from plainplan.words.reading import PlanWords
from plainplan.words.speech import Catalogue, Region

CATALOGUE = Catalogue(
    messages={},
    months=(
        "janeiro", "fevereiro", "março", "abril", "maio", "junho", "julho", "agosto", "setembro", "outubro", "novembro",
        "dezembro",
    ),
    short_months=("jan", "fev", "mar", "abr", "mai", "jun", "jul", "ago", "set", "out", "nov", "dez"),
    weekdays=(
        "segunda-feira", "terça-feira", "quarta-feira", "quinta-feira", "sexta-feira", "sábado", "domingo",
    ),
    short_weekdays=("seg", "ter", "qua", "qui", "sex", "sáb", "dom"),
    # One form is for none, too: `nenhum dia`, `um dia`.
    numbers=(
        "nenhum", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze",
    ),
    group=".",
    decimal=",",
    first_day="1º",
    feminine={0: "nenhuma", 1: "uma", 2: "duas"},
    and_length=" e ",
    drops_pronouns=True,
)  # fmt: skip

# Portugal writes the sign behind the amount.
REGIONS = {
    "PT": Region(messages=dict.fromkeys(("money.sign", "money.code"), "{amount}\u00a0{currency}")),
}

# Which words stand for what, here and in the catalogue:
# goal meta, step passo, barrier obstáculo, solution solução, check-in revisão, horizon prazo (de curto, de longo
# prazo), primary objective objetivo principal, slack margem, finding observação (erro, aviso, sugestão), partner
# parceiro, milestone marco, habit hábito, deadline and due prazo (vence em …), fixed day data fixa, day off folga,
# promised prometido, planned planejado, projected previsto, forecast previsão, odds chance, occupation profissão,
# candidate candidata, shortlist finalista, chosen escolhida, dropped descartado, outlook (of work) perspectivas, pace
# ritmo, rhythm frequência, length duração, late com atraso, to do a fazer, open pendente, under way em andamento,
# done feito, tag etiqueta, front matter cabeçalho, check-box caixa.
PLAN_WORDS = PlanWords(
    sections={
        "assessment": ("autoavaliação", "sobre mim"),
        "occupations": ("profissões", "ocupações", "opções", "carreiras"),
        "short": ("metas de curto prazo", "meta de curto prazo", "objetivos de curto prazo", "curto prazo"),
        "long": ("metas de longo prazo", "meta de longo prazo", "objetivos de longo prazo", "longo prazo"),
        "primary": ("objetivo principal", "objetivos principais", "meta principal", "metas principais"),
        "goals": ("metas", "objetivos"),
        "someday": ("algum dia", "algum dia/talvez", "um dia"),
        "checkins": ("revisões", "revisão", "acompanhamento"),
        "notes": ("notas", "anotações"),
    },
    near_sections=(
        "autoavaliação", "profissões", "ocupações", "metas de curto prazo", "metas de longo prazo",
        "objetivo principal", "meta principal", "revisões", "acompanhamento", "anotações",
    ),
    barrier=("obstáculo", "barreira"),
    solution=("solução",),
    why=("por quê", "por que", "porquê", "motivo"),
    risk=("risco", "riscos"),
    traits={
        "values": ("valores",), "interests": ("interesses",), "aptitudes": ("aptidões", "habilidades", "pontos fortes"),
        "personality": ("personalidade",),
    },
    stage=("fase", "etapa", "estágio"),
    stages={
        "candidate": ("candidata", "candidato"), "shortlist": ("finalista", "pré-selecionada", "pré-selecionado"),
        "chosen": ("escolhida", "escolhido"), "dropped": ("descartada", "descartado"),
    },
    criteria={
        "duties": ("tarefas", "funções", "atividades"), "education": ("formação", "estudos"),
        "earnings": ("renda", "salário", "ganhos"), "outlook": ("perspectivas",),
        "pros": ("vantagens", "prós"), "cons": ("desvantagens", "contras"),
    },
    weight=("peso", "pesos"),
    less=(
        "custo", "preço", "gasto", "despesa", "mensalidade", "dívida", "empréstimo", "trajeto", "deslocamento",
        "distância", "estresse", "risco", "perigo", "esgotamento", "desemprego", "desvantage",
    ),
    not_less=(
        "baixo", "baixa", "pouco", "pouca", "sem", "não", "grátis", "tolerância", "resistência", "resiliência",
        "proteção", "controle", "economia", "cobertura", "reembolso", "ajuda",
    ),
    compounds=False,
    adverbs={
        "day": ("diário", "diária", "diariamente"), "week": ("semanal", "semanalmente"),
        "month": ("mensal", "mensalmente"),
    },
    units={"day": ("dia", "dias"), "week": ("semana", "semanas"), "month": ("mês", "meses")},
    every=("a cada", "cada", "todo", "toda", "todos os", "todas as"),
    on_day=("em", "no", "na", "aos", "às"),
    never=("nenhum", "nunca"),
    hours=("h", "hora", "horas"),
    per=("por", "a"),
    and_=("e",),
    beside_names=(
        "senhor", "senhora", "sr", "sra", "dona", "seu", "meu", "minha", "nosso", "nossa", "o", "a", "os", "as", "um",
        "uma", "de", "do", "da", "dos", "das", "e",
    ),
    placeholders=(
        "author: Seu nome",
        "partner: Alguém de confiança",
        "partner: Alguém com quem você estuda",
        "partner: Alguém que pergunta como vai",
        "partner: Alguém que quer ver tudo pronto",
        "Do que eu faço ao que eu quero fazer",
        "O que eu quero criar",
        "Por quê: uma ou duas frases que você vai querer ler em um dia ruim.",
        "Por quê: uma ou duas frases que você vai querer ler na última semana.",
        "O que eu procuro, em uma frase. O que eu não vou fazer, em outra.",
        "O que é, e quem vai gostar de ter isso.",
        "Valores: o que o seu trabalho tem que respeitar",
        "Interesses: sobre o que você lê sem ninguém pedir",
        "Aptidões: para que os outros procuram você",
        "Personalidade: como você trabalha melhor",
        "A que eu escolho",
        "A segunda melhor",
        "Um caminho bem diferente",
        "Algo que eu olhei",
        "um dia nela",
        "o que é preciso",
        "o que pesa a favor",
        "o que pesa contra",
        "O que você gostaria de aprender depois",
        "O que uma segunda versão poderia fazer",
        "O que eu quero em seguida ~1y",
    ),
)  # fmt: skip
