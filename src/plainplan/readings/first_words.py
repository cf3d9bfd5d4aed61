"""Words by which plain words are looked for before any table is loaded.

Made by `scripts/generate_first_look.py` from the tables of all languages.
"""

from __future__ import annotations

FIRST_WORDS = {
    "en": """
after alternate annually apr april aug august autumn biweekly blocked christmas daily dec december depending
depends dependson each evening every fall feb february following fortnightly fri friday fridays jan january jul
july jun june mar march may mon monday mondays monthly morning nd needs night nightly nov november oct october
once only other per prerequisite prerequisites quarterly requires right sat saturday saturdays second sep sept
september soon spring summer sun sunday sundays thu thursday thursdays tue tuesday tuesdays waits wed wednesday
wednesdays weekday weekdays weekends weekly when winter xmas year yearly
""",
    "de": """
abend abends abhängig abschluss alle anderen anschluss benötigt bestehen braucht day dez dezember dienstag
dienstags diesem dieses direkt donnerstag donnerstags einmal ende erhalt erst feber februar freitag freitags
frühjahr frühjahrs frühling frühlings heiligabend herbst herbstes hängt jahresende jahreswechsel januar je jede
jeden jeder jedes juli juni jährlich jänner kommendes mai mittwoch mittwochs monat monatlich montag montags
month morgen morgens mrz mär märz nach nachdem nacht neujahr nächsten nächstes okt oktober pro quartalsweise
samstag samstags silvester sobald sommer sommers sonntag sonntags tgl tägig täglich vierteljährlich
vierzehntägig voraus voraussetzung voraussetzungen wartet week weihnachten wenn winters wöchentlich wöchtl
zweite zweiten zweiter zweiwöchentlich
""",
    "es": """
abr abril acabar ago agosto alternos anual anualmente aprobada aprobar apruebe año cada continuación cuando
cuanto day depende después diariamente diarias diario diarios dic diciembre dom domingo domingos dos ene enero
este febrero final finales finalizar fines invierno jue jueves julio junio luego lun lunes martes marzo mayo
mañana mañanas mensual mensuales mensualmente mié miércoles month navidad navidades necesita noche nochebuena
noches nochevieja noviembre nuevo octubre otoño por primavera pronto próximo quincenal quincenalmente requiere
requisito requisitos segundo semanal semanales semanalmente septiembre set setiembre sáb sábado sábados terminar
termine todas todos tras trimestral trimestralmente verano vez vie viene viernes week
""",
    "fr": """
annuel annuelle année aout août après attend aussitôt automne avr avril besoin bimensuel cette chaque day
decembre deux deuxième dim dimanche déc décembre dépend fevrier fin fois févr février hebdomadaire hiver issue
janv janvier jeu jeudi juil juillet juin lorsque lun lundi mai mardi mars matin matins mensuel mensuelle
mensuellement mer mercredi month nouvel novembre noël nécessite octobre par printemps prochain prochaine
prérequis quand que quotidien quotidienne quotidiennement requiert sam samedi septembre sitôt soir soirs suite
sylvestre tous toutes trimestriel ven vendredi week été
""",
    "pt": """
abr abril acabar ago agosto ano anual anualmente após assim cada concluir day depende depois dez dezembro
diariamente dias diária diário dois dom domingo domingos duas este fev fevereiro final finalizar fins inverno
janeiro julho junho logo mai maio manhã manhãs marco março mensal mensalmente meses month natal noite noites
novembro novo não out outono outubro por precisa primavera próximo qua quando quarta quartas qui quinta quintas
quinzenal quinzenalmente requer requisito requisitos réveillon seg segunda segundas semana semanal semanalmente
sequência set setembro sex sexta sextas sim sáb sábado sábados ter terminar terça terças toda todas todo todos
trimestral trimestre vem verão vez week
""",
    "ru": """
day month week авг август августа августе августу апр апреле апрель апрелю апреля весна весне весной весну весны
вечер вечерам воскресенье воскресеньям вс вслед вт вторник вторникам второе второй вторую выходным дек декабре
декабрь декабрю декабря ежегодно ежедневно ежедневный ежеквартально ежемесячно еженедельно еженедельный ждёт
зависит зима зиме зимой зиму зимы июл июле июль июлю июля июн июне июнь июню июня каждое каждую каждые каждый
квартал когда конец конца концу лета лето летом лету мае май мар март марта марте марту маю мая нового новому
новый ноя нояб ноябре ноябрь ноябрю ноября нужен нужна нужно один окончании окт октябре октябрь октябрю октября
осени осень осенью пн по полгода полугода полугодие полчаса понедельник понедельникам после предварительно пт
пятница пятницам пятницу раз рождества рождество рождеству сб сен сент сентябре сентябрь сентябрю сентября
следующего следующему следующий ср сразу среда средам среду суббота субботам субботу того только требует
требуется условие утрам фев февр феврале февраль февралю февраля через четверг четвергам чт этого этот янв
январе январь январю января
""",
    "zh": """
abandoned achieved apply available backlog before begin beginning begins begun bound canceled cancelled closes
complete completed couple date day deadline deliver delivered do doing done dropped due earlier earliest eight
eighteen eleven end ending ends expires finish finished five fortnight fortnights four from given going half
hours kick kickoff later latest longer minute minutes month months next nine of ongoing onward onwards open
opens passed pending planned progress quarter quarters ready semester semesters seven skipped start started
starting starts submit target terms the three till timeline todo trimester trimesters twelve under underway
until upcoming week weekend weeks won working works years yet
""",
    "ja": """
abandoned achieved apply available backlog before begin beginning begins begun bound canceled cancelled closes
complete completed couple date day deadline deliver delivered do doing done dropped due earlier earliest eight
eighteen eleven end ending ends expires finish finished five fortnight fortnights four from given going half
hours kick kickoff later latest longer minute minutes month months next nine of ongoing onward onwards open
opens passed pending planned progress quarter quarters ready semester semesters seven skipped start started
starting starts submit target terms the three till timeline todo trimester trimesters twelve under underway
until upcoming week weekend weeks won working works years yet
""",
}
"""Words that say something about time alone; English aside."""

WEAK_WORDS = {
    "en": """
abandoned achieved backlog begun canceled cancelled complete completed d day days do doing done dropped finished
fortnight fortnights given going h hour hours hr hrs longer min mins minute minutes mo month months mos mth mths
next ongoing open passed pending planned progress quarter quarters semester semesters skipped started term terms
todo trimester trimesters under underway upcoming w week weekend weekends weeks wip wk wks won working works y
year years yet yr yrs
""",
    "de": """
abgebrochen abgesagt abgeschlossen angefangen arbeit ausstehend bearbeitung begonnen bestanden dabei entfällt
erledigt fertig fällt gange gemacht geplant geschafft gestartet gestrichen halbjahr j jahr jahre jahren jahres
laufend läuft minuten mon monat monate monaten monats mt nicht offen quartal quartale quartalen semestern std
stunde stunden tag tage tagen tages tg tun verworfen wo woche wochen wochenende wochenenden
""",
    "es": """
abandonada abandonado acabado ano anos anulado aprobado año años cancelada cancelado completada completado
cuatrimestre cuatrimestres curso descartada descartado dia dias día días empezada empezado empezar finalizada
finalizado hacer haciendo hecha hecho hora horas hs iniciada iniciado iniciar lista listo marcha mes meses
minuto minutos pendiente planificado previsto proceso progreso quincena quincenas sem semana semanas semestre
semestres terminada terminado trimestre trimestres
""",
    "fr": """
abandonné abandonnée achevé achevée an annulé annulée année années ans attente chantier commencé commencée
complété cours démarré entamé entamée faire fait faite fini finie heure heures j jour journée journées jours mn
mois ok ouvert planifié prévu réussi sem semaine semaines semestre semestres supprimé terminé terminée trimestre
trimestres venir
""",
    "pt": """
abandonada abandonado aberto andamento ano anos bimestre bimestres cancelada cancelado começada começado
completa completo concluída concluído curso descartada descartado desisti dia dias fazendo fazer feita feito
finalizado hora horas iniciada iniciado mes meses minuto minutos mês ok pendente planeado planejado progresso
pronta pronto quinzena quinzenas sem semana semanas semestre semestres terminada terminado trimestre trimestres
""",
    "ru": """
брошено выполнено выполняется выходные г год года году годы готов готова готово делаю день дн дней дни дня
завершено закончено запланировано идет идёт квартал квартала кварталов л лет мес месяц месяца месяце месяцев
месяцы мин минут минута минуту минуты начал начала начат начато нед неделе недели недель неделю неделя неделями
ожидает отказалась отказался открыто отменен отменена отменено отменён полгода полугодие предстоит процессе
работе сдано сделал сделала сделано сделать семестр семестра семестров сутки суток ч час часа часов часы
""",
    "zh": """
""",
    "ja": """
""",
}
"""Words that do beside a number, a sign or one of the next."""

COUNTING_WORDS = {
    "en": """
a an autumn each eight eighteen eleven every fall five four nine one per seven six spring summer ten three
twelve two winter
""",
    "de": """
acht achtzehn am anderthalb couple der die drei dreieinhalb dreizehn dreißig ein eine eineinhalb einem einen
einer eines eins elf frühjahr frühjahrs frühling frühlings fünf fünfzehn halben halbes half herbst herbstes im
je jede neun pro sechs sieben sommer sommers vier vierzehn winters zehn zwanzig zwei zweieinhalb zwölf
""",
    "es": """
al cada catorce cinco couple cuatro dieciocho diez doce dos half invierno la media medio nueve ocho once otoño
por primavera quince seis siete trece treinta tres un una uno veinte verano
""",
    "fr": """
automne chaque cinq couple demi deux dix dizaine douzaine douze half hiver huit neuf onze par printemps quatorze
quatre quinzaine quinze sept treize trente trois un une vingt vingtaine été
""",
    "pt": """
ao cada catorze cinco couple dez dezoito dois doze duas half inverno meia meio nove oito onze outono por
primavera quatorze quatro quinze seis sete tres treze trinta três um uma verão vinte à
""",
    "ru": """
couple half в весна весне весной весну весны восемь восьми два две двенадцати двенадцать двух девяти девять
десяти десять за зима зиме зимой зиму зимы каждую лета лето летом лету один одиннадцать одна одного одну осени
осень осенью пол полови половина половину полтора полторы полутора пяти пять семи семь трех три трёх четыре
четырех четырёх шести шесть
""",
    "zh": """
couple half
""",
    "ja": """
couple half
""",
}
"""Words beside which weak ones say something."""

PERIOD_WORDS = """
abschnitt an année années ano anos año años bimestre bloc block bloco bloque cuatrimestre day days dia dias día
días einheit estágio etapa etapas etappe etappen fase fases halbjahr hito jahr jahre jalon jour jours kw lección
lektion lesson level leçon lição marco meilenstein mes meses milestone modul module mois monat monate month
months mês módulo niveau nivel nível palier part parte partie paso passo phase phasen phases quartal quartale
quarter quarters quincena quinzena schritt sem semaine semaines semana semanas semester semesters semestre
semestres sprint sprints stage stages step stufe tag tage teil term trimestre trimestres unidad unidade unit
unité week weeks wk wks woche wochen year years étape étapes блок веха год годы день дни дня квартал кварталы
месяц месяца месяцы модуль нед недели неделя полугодие семестр спринт спринты стадия ступень уровень урок фаза
фазы часть шаг этап этапы
"""
"""Words of which one stands in every numbered period."""

FIELD_WORDS = """
ab abgabe abgeschlossen abschluss achevé after andamento anfang appointment après após argent arranque até
aufwand ausgaben avance avancement avant before begin beginn beginning begins besoin betrag bis braucht budget
butoir by charge cita combien começa começo comienza comienzo commence commencement completado completed
completion concluído consulta cost coste costes costo costos costs coût coûts cuota custo custos cuándo cuánto
data date datum dauer day deadline depende dependencia dependencias dependencies dependency depends dependson
dependência depois desde despesa despesas después dia dinero dinheiro done due duración duration duração durée
dès début délai démarrage départ dépend dépendance dépendances dépense dépenses día effort empieza empiezo end
enddatum ende ends entrega erledigt esforço esfuerzo estado estimación estimate estimation estimativa every exam
exame examen expense expenses fait fecha fee fees feito fertig fim fin finish finished fortschritt frais
frecuencia frequency frequência frist from fréquence fällig gasto gastos gebühr gebühren geld habit hasta hecho
häufigkeit ici importe inicio inversión investimento investissement investition início jour kick kosten kostet
latest length limite long los länge límite money montant nach necesita needs nécessite oft often orçamento pago
partida partir planbeginn planstart plazo prazo precio precisa preis prerequisite prerequisites presupuesto
preço price prix progreso progress progresso progrès prova prérequis prüfung prüfungstermin quand quando quanto
rendez rendre repeat repeats requer requiere requiert requires requisito requisitos rhythm rhythmus ritmo rythme
schedule schätzung situación situação spätestens stand start startdatum startet starting starts starttermin
state status statut t tag takes target tarif tasa tasas taxa taxas tempo temporal temporel temporellement temps
termin terminado terminiert terminé test tiempo time timebound timeframe timeline término until valor vence
vencimento vencimiento viel von voraussetzung voraussetzungen waits wartet when wiederholung zeit zeitaufwand
zeitbedarf zeitraum zieldatum zieltermin échéance état бюджет времени время встреча выполнено готово дата даты
дедлайн день длительность до завершение завершено зависимости зависимость зависит займёт затраты какому когда
конец начало начать начинаю нужно объём ограниченная ограниченность ограничено окончание оценка период плата
после прогресс продолжительность расходы ритм с сделано сколько состояние срок сроки старт статус стоимость
требует условие цена часто частота экзамен
"""
"""Words of which one stands in the name of every field."""

OBSTACLE_WORDS = """
afraid aléas ameaças amenazas angst arrête assusta atenção atrapalhar aufhält baches back barreira barreiras
barrera barreras barrier barriers barrière barrières bedenken befürchtung befürchtungen blocage blocages
blockaden blocker blockers bloque bloquer bremst caminho cas caso challenge challenges coincer complicaciones
complicações concern concerns contra contraintes contratempos contratiempos contretemps correr could crainte
craintes critiques críticos danger dangers dazwischenkommen derail desafio desafios desafío desafíos
difficulties difficulty difficulté difficultés dificuldade dificuldades dificultad dificultades doutes dudas
débiles défi défis dúvidas embûches empecilhos engpässe entrave entraves errado escollos faibles falhar fallar
falls fallstricke fear fears fracos frein freine freins frena freno frenos galères gefahr gefahren haken
headaches herausforderung herausforderungen hindernis hindernisse hindert holds hurdle hurdles hürde hürden if
impedimento impedimentos imprevistos imprévus inconvenientes inquiète inquiétude inquiétudes inseguranças
inseguridades issue issues knackpunkte kopfzerbrechen kritische medo medos menaces miedo miedos might obstacle
obstacles obstáculo obstáculos part parts peligro peligros percalços perigo perigos peur peurs pitfalls pièges
podría points posibles pourrait preocupa preocupaciones preocupación preocupação preocupações problem problema
problemas probleme problems problème problèmes receio receios reto retos riesgo riesgos risco riscos risiken
risiko risikofaktoren risk risks risque risques roadblock roadblocks sale salir scare scares schief schiefgehen
schiefläuft schwachpunkte schwachstellen schwierigkeit schwierigkeiten se si snags sorge sorgen sorgenkinder
souci soucis spricht steht stolperfallen stolpersteine stop stoppt stressfaktoren stumbling störfaktoren temores
threat threats tourne tourner trabas trava travar trip tropiezos trouble unsicherheiten unwägbarkeiten vigilance
way weaknesses weg wenn widerstände worries worry wrong zweifel ängste ärger écueils барьер барьеры беспокоит
боюсь если мешает опасение опасения опасности останавливает подводные пойдёт пойти помеха помехи помешать
преграда преграды препятствие препятствия проблема проблемы пугает риск риски слабые сложности сложность
случиться сомнения страх страхи тревоги тревожит трудности трудность угроза угрозы
"""
"""Words of which one stands where an obstacle is named."""

KNOWN_WORDS = {
    "en": """
/ 10 12 2nd 3 3-5 30 5 5-year 6 90 a abandoned about accomplished achievable achieved achievements action
actions activity address addresses afraid after age aged agenda ago aim aims all allow almost already alternate
am an and annually answer answers any apologies appendix apply appointment approved approx approximately archive
archived are around as assessment assigned assignee at attainable attendees autumn available b back background
backlog backup barrier barriers be become becoming been before begin beginning begins begun between bi-weekly
bibliography big biweekly block blocked blocker blockers blocks book booked books born bought bound breakfast
bucket budget built business buy by ca can canceled cancelled care career careers catalogue category challenge
challenges changelog chapter chapters check-in check-ins checkins checklist choices christmas circa closes
colors colours coming complete completed completion concern concerns considered contact contacts contingencies
contingency cost costing costs could countermeasure countermeasures couple course courses created criteria
current curriculum cv d daily danger dangers date day days deadline debt decisions deliver deliverable delivered
dependencies dependency depending depends dependson derail description details diary did difficulties difficulty
dinner directions directory do doing done dream dropped due duration each earlier earliest early earn earning
earnings earns effort eight eighteen eleven end ended ending ends equipment est estimate estimated eve evening
evenings event every evidence exam expected expense expenses experience expires facts fall fallback faq far fear
fears fee fees final finally finance find finish finished first five fix fixes focus following for fortnight
fortnightly fortnights found four frame free frequency fridays from further future gear get given glossary go
goal goals goes graduation grant h habit habits half hard has have headaches helps here history hold holds hour
hours how hr hrs hurdle hurdles i i'm ideas if immediate in in-progress income indicator ingredients inspiration
instead instructions inventory invoice is issue issues it item items job jobs journal journey k key kick-off
kickoff kit last lasting lastly lasts late later latest launch lead learn learning least legend length less
lesson level library life like links list living location log logbook long long-term longer longterm look looked
looking lunch lyrics m main make makes manual material materials max maybe me measurable measure medium
medium-term meeting menu method metric mid mid- mid-term middle might milestone milestones min minimum mins
minute minutes mission mitigation mitigations mo module mondays money month monthly months more morning mornings
mos motivation mth mths music my name near near-term nearly need needed needs new next night nightly nights nine
no north not note notes now numbers obituary objective objectives obstacle obstacles occupations of often old
olds on on-going once one ongoing only onward onwards open opening opens options or other over overall overcome
owner packing page pages paid part partner parts passed past path pay pays pending people per person phase
phases phone pitfalls place plan planned playlist podcasts poem possible potential premiere prerequisite
prerequisites present previous price prices primary priorities priority prize problem problems professions
profit programme progress project projects protocol quarter quarterly quarters quotations quotes r race raise
rates read reading ready realistic reason receipt recipe recipes recommended recurring references reflections
register regular release relevant remedies remedy remember rent repeat repeats requires resolutions resource
resources response responsible resume revenue review reviews reward rewards rhythm right risk risks rituals road
roadblock roadblocks roadmap roughly routine routines row rule rules run runs s salary saturdays save saved
saving scare scares schedule scheduled school second self self-assessment sell sells semester semesters sept
serves sessions seven shopping short short-term shortterm signed since six skill skills skipped smart snags so
solution solutions some someday soon sources specific spend spending spring sprint sprints stage stages star
start started starting starts state status step steps stop strategy strengths study stumbling sub-goals subject
submission submit success summary summer sundays supplies support t take takes taking target targets tariff task
tasks ten term terms test than thanks that the then thing things third this thousand threat threats three
through thru thursdays till time time-bound timebound timeframe timeline times timetable tips title to to-do
to-dos today todo todos tomorrow tools topic total training trimester trimesters trip trouble tuesdays turnover
twelve twice two ultimate under underway unit until up upcoming updated updates useful version videos vision
vitae vocabulary w wage wages waits want warranty was way ways we weaknesses websites wedding wednesdays week
weekday weekdays weekend weekends weekly weeks were what when where which who whom why winter wip wish with
within wk wks won't words work workaround workarounds working works worries worry worth written wrong x xmas y
year year's year-end yearly years yet yr yrs
""",
    "de": """
/ 10 14 14-tägig 2 2. 3 5 6 ab abend abende abends abgabe abgabetermin abgebrochen abgesagt abgeschlossen
abhilfe abhängig ablauf abschluss abschnitt acht achtzehn adressen adressliste aktionsplan aktualisiert aktuell
alle als alt alter alternative alternativen am an anderen anderthalb anfang angefangen angst anhang anleitung
anmeldeschluss anmerkung anschließend anschluss ansparen ansteht antwort anwesend arbeit archiv attraktiv auf
aufbau aufgabe aufgaben aufhält aufwand ausbildung ausgaben ausrüstung ausstehend auswahl ausweg auswege
ausweichplan b bearbeitung bedarf bedenken bedienungsanleitung beendet befürchtung befürchtungen begin beginn
beginne beginnend beginnt begonnen bei belohnung benötigt bereits berufe berufserfahrung berufsideen berufswahl
berufswünsche berufsziel beschlüsse beschreibung besprechung besprechungsprotokoll bestanden bestehen betrag
beträgt bewerbungsschluss bezahlt binnen bis bisher block blockaden braucht bremst budget bücher ca ca. circa da
dabei dagegen danach dann das datum dauer dauerhaft dauert dazwischenkommen deadline dem den der des die
dienstags diese diesem diesen dieses direkt done donnerstags drei dreieinhalb dreimal dreizehn dreißig drittens
ein eine eineinhalb einem einen einer eines einheit einheiten einkauf einkaufsliste einkommen einmal einnahmen
eins einschließlich einsendeschluss elf enddatum ende endet endziel engpässe entfällt entschuldigt erfahrung
erfolgskriterium erhalt erledigt erreichbar erreicht ersatz erst erste erstellt ersten erstens erstes eröffnung
es essen etappe etappen etappenziel etwa etwas examen fahrplan falls fallstricke fange faq farben feber
feierabend ferne fernziel fernziele fertig fest filme findet fortschritt freitags frist frühestens frühjahr
frühjahrs frühling frühlings frühstück fällig fällt fünf fünfzehn für gange garantie geboren gebrauchsanweisung
gebühr gebühren gedicht gefahr gefahren gefunden gegenmaßnahme gegenmaßnahmen gehalt gehen geht geht's geld
gelesen gelesene gemacht geplant geschafft geschätzt gespart gestartet gestrichen gewinn gewohnheiten glossar
großes grund gut h habe haken halbe halben halbes halbjahr hauptziel hause heiligabend her herausforderung
herausforderungen herbst herbstes heute hilfe hilfsmittel hilft hindernis hindernisse hindert hintergrund
hochzeit hängt häufigkeit höchstens hürde hürden ich ideen im in inhalt innerhalb insgesamt inventar investition
irgendwann ist j. jahr jahre jahren jahres jahresende jahreswechsel je jede jeden jeder jedes jetzt journal
jährlich jänner kann kapitel kein knackpunkte knapp kommenden kommendes kontakt kontakte kopfzerbrechen kosten
kostet kritische kurzfristig kurzfristige kw könnte lang lange langfristig langfristige laufend lebenslauf
lebensziel legende lektion lektüre lernen lernplan leseliste letzte letzten letzter letztes links literatur log
logbuch lohn los loslegen länge läuft lösung lösungen lösungsidee lösungsideen macht mal material materialien
maximal maß maßnahme maßnahmen meilenstein meilensteine mein meine merken messbar mich miete min mindestens
minute minuten mir mit mitte mittel mittelfristig mittelfristige mittwochs modul mon. monat monate monaten
monatlich monats montags morgen morgens motivation mrz mt. musik mögliche möglichkeit nach nachdem nachlesen
nacht nahziele neujahr neun nicht noch notfallplan notiz notizen nächste nächsten nächstes oberziel oder offen
oft optionen ort packliste partner person phase phasen plan planbeginn planstart portionen preis preise
preisliste premiere priorität prioritäten pro problem probleme projekt protokoll prüfung prüfungstermin punkte
quartal quartale quartalen quartalsweise quellen quittung realistisch rechnung regelmäßig relevant rennen
ressourcen rezept rezepte rhythmus risiken risiko risikofaktoren rituale routine routinen rund rückblick
rückblicke samstags schauen schief schiefgehen schiefgeht schiefläuft schließlich schluss schon schritt schritte
schule schwachpunkte schwachstellen schwierigkeit schwierigkeiten schätzung sechs seit seite selbsteinschätzung
semester semestern sept setzt sicht sieben silvester sind sitzung sitzungsprotokoll smart smart-ziele smarte
sobald sofort sommer sommers sonntags sorge sorgen sorgenkinder spare sparen speisekarte spezifisch spricht
sprint sprints später spätestens stand standortbestimmungen start startdatum starte startet starttermin statt
status std std. steht stichtag stolperfallen stolpersteine stoppt stressfaktoren stufe stunde stunden
stundenlohn stärken störfaktoren suche suchen tag tage tagebuch tagen tages tagesordnung tarife tausend teil
teilnehmer teilschritte teilziel termin terminiert tgl. thema tipps to-do todo todos training trainingsplan
trainingstagebuch traum traumberuf trimester tsd tsd. tun täglich tätigkeit umsatz umsetzung umzug und ungefähr
unsicherheiten unterschrieben unterstützung unwägbarkeiten verantwortlich verdien verdiene verdienst vergangenen
vergangenes verkaufen verlauf verschiedenes verworfen viel vielleicht vier viermal vierteljährlich vierzehn
vierzehntägig vision vom von vor voraus voraussetzung voraussetzungen vorbei vorbereitung vorgehen vorhaben
vorsätze wann war waren wartet warum was weg weihnachten weniger wenn wer werden werkzeug werkzeuge wettkampf
wichtig widerstände wie wiederholung winter winters wir wird wo wo. woche wochen wochenende wochenenden
wochenrückblick womit wortschatz wunsch wunschliste während wöchentlich wöchtl. x zahlen zehn zeit zeitaufwand
zeitbedarf zeitplan zeitraum ziel zieldatum ziele zielsetzung zieltermin zirka zitate zu zubereitung zuerst
zukunft zuletzt zum zur zurücklegen zuständig zutaten zuvor zwanzig zwei zweieinhalb zweifel zweimal zweite
zweiten zweitens zweiter zweiwöchentlich zwischen zwölf ängste ärger öffnungszeiten über übergeordnetes
""",
    "es": """
/ 10 15 2 3 5 6 a abandonada abandonado acaba acabada acabado acabar acabe acciones acción acta actividad
actualizado acuerdos adelante ahora ahorrado ahorrar ahorro ahorré al alcanzable algo algún alrededor
alternativa alternativas alternos amenazas anexo ano anos antes anual anualmente anulado apertura apoyo aprender
aprobada aprobado aprobar aprox aprox. aproximadamente apruebe aquí archivo arranca arranco arranque arreglo
asistentes atrás ausentes autoevaluación avance avances ayuda año años b baches barrera barreras beneficio
bibliografía bitácora bloque boda cada calendario camino cancelada cancelado capítulo carrera carreras carta
casi caso catorce catálogo cena cenar cerca cierra cinco cita citas clase cobro colores comer comienza comienzo
comienzos como compañero completada completado complicaciones compra compras con conseguido consejos contacto
contactos contenido contingencia continuación contra contratiempos convertirme corto coste costes costo costos
costumbres creado cronograma críticos cuando cuanto cuatrimestre cuatrimestres cuatro cuesta cuota currículum
curso cuándo cuánto cómo da datos de deadline decena del dentro depende dependencia dependencias desafío
desafíos descartada descartado descripción desde deseos después dia diaria diariamente diarias diario diarios
dias dieciocho diez dificultad dificultades dinero direcciones doce docena domingos dos dudas dura duración
duran durante débiles día días dónde edad el elaboración empezada empezado empezando empezar empieza empiezo en
encargado enlaces entonces entre entrega entregar entrenamiento equipamiento equipo era es escollos escuela
esfuerzo eso específica específico esta estado este estimación estimado esto estreno estudio esté etapa etapas
examen experiencia factores factura facturar fallar fallos faq fase fases fecha fin final finales finalice
finalizada finalizado finalizar finalmente fines fortalezas frecuencia frena freno frenos fue fuentes futuro
gana ganar gano garantía gasto gastos glosario gran h hace hacer haciendo hasta haya hecha hecho hechos
herramientas hice hito hitos hoja hora horario horarios horas hoy hs hábitos ideas impedimento impedimentos
importe imprevistos inauguración inconvenientes indicador ingredientes ingreso ingresos inicia iniciada iniciado
iniciar inicio inicios inmediatas inmediato inscripción inseguridades instrucciones inventario inversión
invierno jueves la largo las lección lecturas leyenda leídos libros limitado lista listo lleva lo log logrado
logros los luego lugar lunes límite mal manual mar marcha martes material materiales mañana mañanas me media
mediados mediano medible medida medidas medio menos mensual mensuales mensualmente menú mes meses meta metas mi
miedo miedos mil min minuto minutos mis mismo mitad mitigación miércoles motivación motivo muy más máximo mí
mínimo módulo música nacido nací navidad navidades necesario necesita nivel no noche nochebuena noches
nochevieja nota notas nueve nuevo nómina o objetivo objetivos obstáculo obstáculos ocho ocupaciones oficios once
opciones orden otoño otro pagan pago par para parte partir pasa pasado paso pasos peligro peligros películas
pendiente pendientes persona plan planes planificado plazo podría poema por posibles precio precios preguntas
preocupa preocupaciones preocupación preparación presupuesto previsto primavera primer primera primero principal
principios prioridad prioridades problema problemas proceso profesional profesiones programado progreso pronto
propósitos proyecto proyectos próxima próximas próximo próximos puede puntos página que quince quincena
quincenal quincenalmente quincenas quizás quién qué raciones razón realista realizado receta recetas recibo
recompensa recompensas recordar recurso recursos referencias registro regular relevante remedio remedios
requiere requisito requisitos responsable respuesta respuestas resumen reto retos reunión revisiones revisión
riesgo riesgos ritmo rituales ruegos ruta rutina rutinas salario sale salida salir se seguidos seguimiento
segundo seis sem semana semanal semanales semanalmente semanas semestre semestres ser será sesiones set
setiembre si siete siguientes sin situación smart sobre socio soluciones solución son sprint sprints sueldo
sueño superarlos sábados sí tan tarda tardar tarde tardes tarea tareas tarifas tasa tasas tema temores temporal
tenga tengo tercer tercero termina terminada terminado terminar termine tiempo todas todos toma total trabajar
trabajo trabas tras trece treinta tres trimestral trimestralmente trimestre trimestres tropiezos término un una
unas unidad uno unos veces veinte vence vencimiento vender ventas verano versión vez vida viene viernes visión
vocabulario x y ya éxito última últimas último últimos útil
""",
    "fr": """
/ 10 15 2 3 5 6 a abandonné abandonnée absents acceptable accessible accompli acheter acheté achetée achevé
achevée acquis action actions activité adresses alors alternative alternatives aléas ambitieux an annexe annuel
annuelle annulé annulée année années ans aout apprendre approximativement après archive archives argent
atteignable attend attente au aujourd'hui auparavant aura aussitôt auto-évaluation automne autoévaluation aux
avancement avant avec avenir b barrière barrières besoin bibliographie bilan bilans bimensuel bloc blocage
blocages bloque bloquer bord budget but butoir buts bénéfice calendrier carnet carrières carte cas catalogue ce
cela cet cette chantier chapitre chaque charge chemin chiffre chiffres choix cible cinq citations clé clôture
coincer combien commence commencement commencer commencé commencée comment complété compte compte-rendu compter
concours conseils contact contacts contenu contraintes contretemps couleurs cours course courses court coût
coûte coûts crainte craintes critiques créé curriculum cv d d' d'abord d'action d'affaires d'affilée d'année
d'emploi d'expérience d'ici d'âge danger dangers dans date de deadline decembre demain demi demi- demie depuis
dernier derniers dernière dernières des description deux deuxième devenir difficulté difficultés diverses dix
dix-huit dizaine doutes douzaine douze du durant dure durent durée dès début débute décisions défi défini défis
déjà délai démarrage démarre démarré départ dépend dépendance dépendances dépense dépenses dépôt dîner effort
embûches en enfin ensuite entamé entamée entraînement entre env env. environ envisagés est estimation estimé
estimée et examen excusés facteurs facture faibles faire fait faite faq faut feuille fevrier films fin final
finale fini finie finir fois forces fournitures frais frein freine freins fréquence gagne gagner galères
garantie glossaire grand grille grosso h habitudes hebdomadaire hebdomadaires heure heures hiver horaires
horizon huit huitaine idées il immédiat imprévus indicateur ingrédients inquiétude inquiétudes inventaire
investissement issue j j'ai j'aurai jalon jalons je jour journal journée journées jours jusqu'au jusqu'en
jusqu'à k l l' l'an l'année l'automne l'avenir l'examen l'heure l'hiver l'immédiat l'issue l'école l'été la le
lectures les leçon liens lieu limite lire liste livres log long lorsque lus légende m'aide m'arrête m'inquiète
ma maintenant mal manger mariage matin matins matériel maximum me menaces mensuel mensuelle mensuellement menu
mes mesurable mesure mesures mi mi- milieu mille min minute minutes mis mn mode modo module moins mois mois-ci
moment mon montant motivation moyen musique métier métiers ne neuf niveau noirs non note notes notice nouvel
noël né nécessite née objectif objectifs obstacle obstacles obtenu obtenue ok onze options ordre ou outils
ouvert ouverture où page paie palier par parade parades parcours partenaire partie partir pas passé passée
pendant personne personnes pertinent peu peur peurs peut peut-être phase phases pistes pièges plan planifié
planning plans plus point points possibles pour pourquoi pourrait poème premier première premièrement prend
presque principal printemps priorité priorités prix problème problèmes prochain prochaine prochaines prochains
procès-verbal professionnel professionnelles professions programme progrès projet projets propos près
préparation prérequis présents prévoir prévu prêt prête puis pv qu' quand quatorze quatre que quelque questions
qui quinzaine quinze quoi quotidien quotidienne quotidiennement quotidiennes raison recette recettes remettre
remède remèdes rendez-vous rendre rendu rentrée repas repli requiert responsable ressource ressources retenir
revenu revenus reçu risque risques rituels route routine routines rythme réaliste réalisé récompense récompenses
références régulier régulièrement réponse réponses résolutions réunion réussi réussites rêve saint-sylvestre
salaire se second secours sem semaine semaines semestre semestres sept sera si signé sitôt six smart soir soirs
solution solutions souci soucis sources sous soutien sprint sprints spécifique statut succès suite suivi sujet
supprimé sur séances tard tarif tarifaire tarifs temporel temporellement temps terme termine terminé terminée
terminés thème total toucher tourne tourner tous toutes travail treize trente trimestre trimestres trimestriel
trois tâche tâches ultime un une unité utile validé validée vendre venir ventes vers version vie vigilance vingt
vingtaine vision vitae vocabulaire week-end week-ends weekend x y à âge ça échéance économiser économisé écueils
épargne épargner épreuve équipement était étape étapes état été
""",
    "pt": """
/ 10 15 2 3 5 6 a abandonada abandonado aberto abertura abre acabado acabar acompanhamento acontece adiante ago
agora ajuda alcançável algum almoço alternativa alternativas alvo amanhã ameaças andamento anexo ano anos
anotações antes anual anualmente ao aos apoio aprender aprovada aprovado aprox aprox. aproximadamente após
arquivo arranca as assim assusta ata atenção atingível atividade atrapalhar atrás atualizado até ausentes
autoavaliação ação ações b barreira barreiras bibliografia bimestre bimestres bloco bordo cada calendário
caminho cancelada cancelado capítulo cardápio carreira carreiras casamento caso catorze catálogo cerca cinco
citações com comer começa começada começado começamos começando começar começo como completa completo
complicações compras concluir concluída concluído concluídos conquistas consulta contato contatos conteúdo
contingência contratempos cores correr corrida criado cronograma críticos currículo curso curto custa custo
custos da daqui dar das data data-alvo data-limite de deadline deliberações demora dentro depende dependência
depois der desafio desafios descartada descartado descrição desde desisti despesa despesas dez dezena dezoito
dia diante diariamente dias dicas dificuldade dificuldades dinheiro disso diária diárias diário diários do dois
domingos dos doze duas dura duram durante duração dúvidas dúzia e economizar em ementa empecilhos encerra
endereços entrave entraves entre entrega entregar então equipamento era errado escola esforço específica
específico esta estado este estimado estimativa estiver estágio etapa etapas exame experiência falhar faq fase
fases fatores fatura faturar fazendo fazer feita feito feitos ferramentas filmes fim final finalizado finalizar
finalmente fins fiz foi fontes for fortes fracos frequência futuro ganha ganhar ganho garantia gasto gastos
glossário grande guardar h hoje hora horas horários há hábitos idade ideias imediato imprevistos inauguração
indicador ingredientes inicia iniciada iniciado iniciando inscrições inseguranças instruções inventário inverno
investimento início isso jantar juntar já legenda leituras lembrar leva lidos limite links lista livros lição
log logo longo lucro lugar maior mais mal manhã manhãs manual mar marcada marcado marco marcos materiais
material me meados medida medidas medo medos meia meio menos mensais mensal mensalmente mensurável menu mes
meses meta metade metas meu mil mim min minha minhas minuto minutos mitigação modo motivação motivo máximo médio
mês módulo música na nas nascido natal necessário no noite noites nos nota notas nove novo não nível números o
objetivo objetivos obstáculo obstáculos ocupações ofícios oito ok onde onze opções ordem orçamento os ou out
outono pagam para parceira parceiro parte participantes partida partir passado passo passos pauta pedras pelo
pendente pendências percalços perigo perigos pessoa planeado planejado plano pode poema pontos por porquê
porções possíveis poupança poupar prazo precisa preocupa preocupação preocupações preparação preparo presentes
preço preços primavera primeira primeiro principal prioridade prioridades problema problemas profissional
profissões progresso projeto projetos pronta pronto propósito prova pré-requisito pré-requisitos próxima
próximas próximo próximos página quando quanto quarta quartas quase quatorze quatro que quem quinta quintas
quinze quinzena quinzenal quinzenalmente quinzenas quê razão realista realizado recebo receio receios receita
receitas recibo recompensa recompensas recurso recursos referências registo registro regular relevante remédio
remédios renda rendimento requer resoluções responsável resposta respostas reunião revisão revisões risco riscos
ritmo rituais roteiro rotina rotinas rumo réveillon sair salário saída se seguida seguidos segunda segundas seis
sem semana semanais semanal semanalmente semanas semestre semestres sequência ser será sessões set sete sexta
sextas sim situação smart sobre solução soluções sonho sprint sprints status superar sábados são tabela talvez
tardar tarde tarefa tarefas taxa taxas tema tempo temporal tenho termina terminada terminado terminar terça
terças toda todas todo todos tornar-me torno total trabalho trava travar treino tres treze trimestral trimestre
trimestres trinta três término um uma umas unidade uns urgente valor vem vence vencimento vendas vender versão
verão vez vezes vida vinte virar visão vocabulário volta x à às é última últimas último últimos útil
""",
}
"""The words of all tables of a language, by which it is told from others."""
