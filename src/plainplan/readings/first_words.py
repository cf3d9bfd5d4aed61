"""Words of which one stands in whatever plain words say about time.

Made by `scripts/generate_first_look.py` from the tables of all languages.
"""

from __future__ import annotations

_WORDS = """
abandonada abandonado abandoned abandonné abandonnée abend abends aberto abgebrochen abgesagt abgeschlossen
abhängig abr abril abschluss acabado acabar achevé achevée achieved achtzehn after ago agosto alle alternos an
andamento angefangen annually annuel annuelle annulé annulée année années ano anos ans anschluss anual
anualmente anulado aout août apply apr april aprobada aprobado aprobar apruebe après após arbeit assim attend
attente aug august aurai aussitôt ausstehend automne autumn available avr avril año años backlog bearbeitung
before begin beginning begins begonnen begun benötigt besoin bestanden bestehen bimensuel bimestre bimestres
biweekly blocked bound braucht cada cancelada cancelado canceled cancelled chantier chaque christmas closes
começada começado commencé commencée completa completada completado complete completed completo complété
concluir concluída concluído continuación couple cours cuando cuanto cuatrimestre cuatrimestres curso d dabei
daily date day days deadline dec december decembre deliver delivered depende depending depends dependson depois
descartada descartado desisti después deux dez dezember dezembro dia diariamente diarias diario diarios dias dic
diciembre dienstag dienstags dim dimanche direkt diária diário do doing dom domingo domingos done donnerstag
donnerstags dropped due déc décembre démarré dépend día días each earlier earliest eight eighteen einmal eleven
empezada empezado empezar end ende ending ends ene enero entamé entamée entfällt erhalt erledigt evening every
expires faire fait faite fall fazendo fazer feb feber febrero februar february feira feita feito fertig fev
fevereiro fevrier fin final finales finalizada finalizado finalizar fini finie finish finished five fois
following fortnight fortnightly fortnights four freitag freitags fri friday fridays from frühjahr frühjahrs
frühling frühlings fällt févr février gange gemacht geplant geschafft gestartet gestrichen given going h hacer
haciendo halbjahr half hebdomadaire hecha hecho heiligabend herbst herbstes heure heures hiver hora horas hour
hours hr hrs hs hängt iniciada iniciado iniciar inverno invierno issue j jahr jahre jahren jahres jahresende
jahreswechsel jan janeiro januar january janv janvier je jede jeden jeder jedes jeu jeudi jour journée journées
jours jue jueves juil juillet juin jul julho juli julio july jun june junho juni junio jährlich jänner kick
kickoff later latest laufend lista listo logo longer lorsque luego lun lundi lunes läuft mai maio manhã manhãs
mar march marcha marco mardi mars martes marzo março matins may mayo mañana mañanas medio meio mensal
mensalmente mensual mensuales mensualmente mensuel mensuelle mensuellement mer mercredi mes meses min mins
minute minuten minutes minuto minutos mittwoch mittwochs mié miércoles mn mo mois mon monat monate monaten
monatlich monats monday mondays montag montags month monthly months morgen morgens morning mos mrz mt mth mths
mär märz mês nach nachdem nacht natal navidad navidades necesita needs neujahr next nicht night nightly nine
noche nochebuena noches nochevieja noite noites nouvel nov november novembre novembro noviembre novo noël nuevo
não nécessite oct october octobre octubre of offen ok okt oktober once ongoing onward onwards open opens other
otoño otro out outono outubro ouvert par passed pendente pendiente pending per planeado planejado planificado
planifié planned por precisa prerequisite prerequisites previsto primavera printemps pro proceso progreso
progress progresso pronta pronto prérequis prévu qua quand quando quarta quartal quartale quartalen
quartalsweise quartas quarter quarterly quarters que qui quince quincena quincenal quincenalmente quincenas
quinta quintas quinze quinzena quinzenal quinzenalmente quinzenas quotidien quotidienne quotidiennement ready
requer requiere requiert requires requisito requisitos réussi réveillon sam samedi samstag samstags sat saturday
saturdays second seg segunda segundas sem semaine semaines semana semanal semanales semanalmente semanas
semester semestern semesters semestre semestres sep sept september septembre septiembre sequência set setembro
setiembre seven sex sexta sextas silvester sim sitôt skipped sobald soirs sommer sommers sonntag sonntags soon
spring start started starting starts std stunde stunden submit suite summer sun sunday sundays supprimé
sylvestre sáb sábado sábados tag tage tagen tages target ter tercer term terminada terminado terminar termine
terminé terminée terms terça terças tg tgl the three thu thursday thursdays till timeline toda todas todo todos
tous toutes tras trimester trimesters trimestral trimestralmente trimestre trimestres trimestriel trois tue
tuesday tuesdays tun twelve tägig täglich under underway until upcoming ven vendredi venir verano verworfen
verão vez vie viernes vierteljährlich vierzehn vierzehntägig voraus voraussetzung voraussetzungen w waits wartet
wed wednesday wednesdays week weekday weekdays weekend weekends weekly weeks weihnachten wenn when winter
winters wip wk wks wo woche wochen wochenende wochenenden won working works wöchentlich wöchtl xmas y year
yearly years yet yr yrs zweite zweiten zweiwöchentlich été авг август августа августе августу апр апреле апрель
апрелю апреля брошено весна весне весной весну весны вечерам воскресенье воскресеньям вс вслед вт вторник
вторникам выполнено выполняется выходные выходным г год года году годы готов готова готово дек декабре декабрь
декабрю декабря делаю день дн дней дни дня ежегодно ежедневно ежедневный ежеквартально ежемесячно еженедельно
еженедельный ждёт завершено зависит закончено запланировано зима зиме зимой зиму зимы идет идёт июл июле июль
июлю июля июн июне июнь июню июня каждое каждую каждые каждый квартал квартала кварталов когда конец конца концу
л лет лета лето летом лету мае май мар март марта марте марту маю мая мес месяц месяца месяце месяцев месяцы мин
минут минута минуту минуты начал начала начат начато нед неделе недели недель неделю неделя неделями нового
новому новый ноя нояб ноябре ноябрь ноябрю ноября нужен нужна нужно один ожидает окончании окт октябре октябрь
октябрю октября осени осень осенью отказалась отказался открыто отменен отменена отменено отменён пн по полгода
полтора полугода полугодие полчаса понедельник понедельникам после предварительно предстоит процессе пт пятница
пятницам пятницу работе раз рождества рождество рождеству сб сдано сделал сделала сделано сделать семестр
семестра семестров сен сент сентябре сентябрь сентябрю сентября ср среда средам среду суббота субботам субботу
сутки суток только требует требуется условие утрам фев февр феврале февраль февралю февраля ч час часа часов
часы через четверг четвергам чт янв январе январь январю января
"""

FIRST_WORDS = frozenset(_WORDS.split())
