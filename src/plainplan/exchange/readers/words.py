"""Words that tables have for what they hold: headings, units, how far something is, yes and no."""

# ruff: noqa: E501 - each line is all the words for one thing

from __future__ import annotations

from plainplan.values import State

# Names by other programs, and the usual ones in languages that `readings` has no words for.
HEADINGS = {
    "title": "title, task, tasks, task name, name, summary, card name, content, issue summary, subject, item, to-do, todo, activity, activity name, deliverable, work item, what, action, task title, step, description of task, milestone, aufgabe, aufgaben, vorgang, vorgangsname, name des vorgangs, titel, bezeichnung, was, tätigkeit, tâche, tâches, nom, nom de la tâche, titre, intitulé, libellé, tarea, tareas, nombre, nombre de tarea, nombre de la tarea, título, actividad, tarefa, nome, nome da tarefa, atividade, attività, compito, nome attività, titolo, taak, taken, taaknaam, naam, titel, uppgift, zadanie, nazwa, úkol, název, задача, название, название задачи, 任务, 任务名称, 名称, 标题, タスク, タスク名, 作業, 作業名, 名前, 件名",
    "kind": "kind, type, issue type, task type, item type, vorgangsart, typ, type de tâche, tipo, тип, 类型, 種類",
    "unit": "duration unit, unit, units, time unit, einheit, dauereinheit, unité, unidad, unidade, unità, eenheid",
    "id": "id, task id, issue id, unique id, uid, #, no, no., nr, nr., number, key, issue key, card id, task number, row, row id, row number, ref, nummer, numéro, n°, número, номер, 编号, 番号",
    "parent": "parent, parent task, parent task name, parent item, parent id, parent key, parent issue, parent name, subtask of, sub-task of, part of, übergeordnet, übergeordneter vorgang, übergeordnete aufgabe, tâche parente, tarea principal, tarea padre, tarefa pai, attività padre",
    "level": "level, outline level, indent, depth, ebene, gliederungsebene, einzug, niveau, niveau hiérarchique, nivel, nivel de esquema, nível, livello, уровень, 级别, 大纲级别",
    "outline": "wbs, outline number, wbs number, wbs code, psp-code, psp, gliederungsnummer, edt, outline no",
    "goal": "goal, goals, phase, section, section/column, list, list name, group, epic, project, projects, bucket, bucket name, stage, workstream, category, area, theme, objective, topic area, abschnitt, gruppe, ziel, projekt, kategorie, bereich, bereichsname, étape, groupe, projet, objectif, fase, grupo, proyecto, objetivo, projeto, gruppo, progetto, obiettivo, groep, doel, этап, проект, 阶段, 目标, フェーズ, 目標",
    "state": "state, status, progress status, task status, stand, zustand, statut, état, estado, situação, stato, состояние, статус, 状态, 状態, ステータス, 進捗状況",
    "ticked": "complete?, completed?, is done, is completed, due complete, finished?, checked, checkbox, tick, ☑, ✓, ✔, ✅, erledigt?, erledigt, fertig, fait, hecho, terminado, feito, fatto, completato, afgerond, klaar, gedaan, готово, выполнено, 完成, 完了",
    "done": "done, completed, completed at, completed on, completion date, date completed, completed date, done date, done on, finished, finished on, finished at, resolved, closed, closed at, actual finish, actual end, erledigt am, abgeschlossen am, tatsächliches ende, fertig am, terminé le, date de fin réelle, fin réelle, terminado el, fecha de finalización real, fin real, concluído em, término real, completato il, дата завершения, 完成日期, 完成日, 完了日",
    "percent": "percent, % complete, %, percent complete, % done, pct, pct complete, pct of task complete, percentage, percentage complete, completion, completion %, progress, progress %, % completed, % work complete, % abgeschlossen, % fertig, prozent, fortschritt, abgeschlossen in %, % achevé, avancement, progression, % terminé, pourcentage, % completado, % completo, porcentaje, avance, progreso, % concluída, % concluído, porcentagem, progresso, % completamento, % completata, avanzamento, % voltooid, voortgang, % завершения, процент, прогресс, 完成百分比, 进度, 完成度, 進捗, 進捗率, 達成率",
    "start": "start, start date, timeline - start, timeline start, target start, begin, begin date, begins, start time, planned start, from, starts, scheduled start, start_date, startdate, beginn, anfang, startdatum, anfangstermin, starttermin, von, ab, geplanter anfang, début, date de début, du, inicio, comienzo, fecha de inicio, fecha inicio, início, data de início, data início, inizio, data inizio, data di inizio, startdatum, begin datum, начало, дата начала, 开始, 开始时间, 开始日期, 開始, 開始日",
    "finish": "finish, finish date, timeline - end, timeline end, end, end date, ends, end time, planned finish, to, until, scheduled finish, end_date, enddate, target end, ende, enddatum, endtermin, bis, geplantes ende, fertigstellung, fin, date de fin, au, fecha de fin, fecha fin, fecha de finalización, fecha final, término, fim, data de término, data fim, data final, fine, data fine, data di fine, einde, einddatum, конец, окончание, дата окончания, 结束, 完成时间, 结束日期, 结束时间, 終了, 終了日",
    "due": "due, due date, deadline, due on, due by, target date, by, by when, due_date, duedate, target, fällig, fällig am, fälligkeit, fälligkeitsdatum, frist, termin, zieldatum, stichtag, échéance, date d'échéance, date limite, vencimiento, fecha de vencimiento, fecha límite, plazo, prazo, vencimento, data de vencimento, data limite, scadenza, data di scadenza, vervaldatum, deadline datum, срок, крайний срок, 截止日期, 截止, 到期日, 期限, 期日, 締切, 締め切り",
    "on": "on, date, day, event date, appointment, datum, tag, date prévue, fecha, data, дата, 日期, 日付",
    "not before": "not before, earliest start, constraint date, scheduled, frühester anfang, nicht vor, einschränkungstermin",
    "since": "since, actual start, started, started on, started at, tatsächlicher anfang, begonnen am, début réel, comienzo real, início real",
    "duration": "duration, length, time estimated, time needed, estimated duration, estimate, est, effort, time estimate, days, weeks, hours, work, dauer, länge, aufwand, schätzung, arbeit, tage, wochen, stunden, durée, charge, travail, jours, duración, días, semanas, trabajo, duração, dias, trabalho, durata, giorni, lavoro, duur, dagen, длительность, продолжительность, 工期, 持续时间, 天数, 期間, 所要日数, 日数, 工数",
    "after": "after, predecessors, predecessor, depends on, dependencies, dependency, blocked by, blocked by (dependencies), waiting on, waits for, prerequisite, prerequisites, requires, vorgänger, abhängig von, abhängigkeiten, voraussetzung, wartet auf, prédécesseurs, prédécesseur, dépend de, antécédents, predecesoras, predecesores, predecesora, depende de, dependencias, predecessoras, predecessora, dependências, predecessori, dipendenze, dipende da, voorganger, voorgangers, предшественники, зависимости, 前置任务, 前置, 先行タスク, 先行作業, 依存",
    "with": "with, starts with",
    "before": "before, successors, successor, blocking, blocking (dependencies), blocks, nachfolger, blockiert, successeurs, sucesoras, sucessoras, successori, последователи, 后续任务, 後続タスク",
    "every": "every, repeat, repeats, recurrence, rhythm, frequency, recurring, wiederholung, rhythmus, häufigkeit, récurrence, fréquence, frecuencia, recurrencia, frequência, recorrência, frequenza, ricorrenza",
    "who": "who, assignee, assignees, assigned to, assigned-to, owners, persons, assigned, assign, owner, responsible, person, people, resource names, resources, resource, members, member, task owner, coordinator, assignee name, in charge, lead, wer, verantwortlich, verantwortliche, zuständig, zugewiesen an, bearbeiter, ressourcen, ressourcennamen, qui, responsable, assigné à, ressources, noms ressources, quién, asignado a, recursos, nombres de los recursos, responsável, atribuído a, nomes dos recursos, quem, chi, responsabile, assegnato a, risorse, wie, verantwoordelijk, toegewezen aan, кто, исполнитель, ответственный, ресурсы, названия ресурсов, 负责人, 资源名称, 担当, 担当者",
    "labels": "labels, label, tags, tag, keywords, schlagwörter, etiketten, étiquettes, etiquetas, etichette, метки, теги, 标签, ラベル, タグ",
    "cost": "cost, costs, budget, price, fixed cost, amount, total cost, expense, kosten, betrag, preis, coût, coûts, prix, montant, costo, coste, costes, presupuesto, precio, custo, custos, orçamento, preço, costi, prezzo, стоимость, затраты, бюджет, 成本, 费用, 预算, 費用, コスト, 予算",
    "note": "notes, note, comments, comment, description, details, card description, remarks, body, notizen, notiz, bemerkung, bemerkungen, beschreibung, kommentar, remarques, commentaires, notas, comentarios, descripción, observações, descrição, comentários, commenti, descrizione, opmerkingen, заметки, примечания, описание, комментарий, 备注, 说明, 描述, メモ, 備考, 説明",
}  # fmt: skip

UNIT_HEADINGS = ("days", "weeks", "hours", "tage", "wochen", "stunden", "jours", "días", "semanas", "dias", "giorni", "dagen", "天数", "日数")  # fmt: skip
"""Headings that are the unit of the numbers below them."""

UNITS = {
    "d": "d day days tag tage tagen t jour jours j día días dia dias giorno giorni g dag dagen дн дней день дня 天 日 日間 工作日",
    "w": "w wk wks week weeks woche wochen wo sem semaine semaines s semana semanas settimana settimane sett weken неделя недель недели нед 周 週 週間 星期",
    "m": "mo mon mons mth month months monat monate monaten mois mes meses mês mese mesi maand maanden месяц месяца месяцев мес 月 个月 ヶ月 か月",
    "h": "h hr hrs hour hours std stunde stunden heure heures hora horas ora ore uur uren час часа часов ч 小时 時間",
    "y": "y yr yrs year years jahr jahre jahren an ans année années año años ano anos anno anni jaar год года лет 年",
    "min": "min mins minute minutes minuten minuto minutos minuti minuut minuten мин минут 分钟 分",
}  # fmt: skip

YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "x",
        "✓",
        "✔",
        "✅",
        "☑",
        "1",
        "done",
        "complete",
        "completed",
        "ja",
        "wahr",
        "oui",
        "vrai",
        "sí",
        "si",
        "verdadero",
        "sim",
        "verdadeiro",
        "vero",
        "да",
        "истина",
        "是",
        "はい",
        "erledigt",
        "fertig",
        "完成",
        "完了",
    ]
)
NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "☐",
        "⬜",
        "-",
        "nein",
        "falsch",
        "non",
        "faux",
        "falso",
        "não",
        "нет",
        "ложь",
        "否",
        "いいえ",
        "open",
    ]
)

STATES = {
    State.DONE: "done, complete, completed, finished, closed, resolved, shipped, released, achieved, 100%, erledigt, fertig, abgeschlossen, beendet, terminé, terminée, fini, fait, achevé, terminado, terminada, completado, completada, hecho, concluído, concluída, feito, completato, completata, fatto, klaar, voltooid, afgerond, gedaan, готово, выполнено, завершено, завершена, 完成, 已完成, 完了, 済, 済み",
    State.UNDER_WAY: "under way, in progress, doing, started, active, ongoing, wip, working on it, in review, review, testing, late, at risk, on track, blocked, stuck, in arbeit, läuft, laufend, begonnen, angefangen, en cours, commencé, en curso, en progreso, en proceso, haciendo, em andamento, em progresso, fazendo, in corso, bezig, mee bezig, в работе, в процессе, выполняется, 进行中, 進行中, 作業中, 対応中",
    State.TO_DO: "to do, todo, to-do, not started, open, new, planned, backlog, next, next up, future, pending, scheduled, ready, upcoming, unstarted, selected for development, on hold, waiting, later, offen, zu erledigen, nicht begonnen, geplant, à faire, non commencé, pas commencé, por hacer, pendiente, sin empezar, no iniciado, no iniciada, a fazer, pendente, não iniciado, não iniciada, da fare, non iniziato, non iniziata, te doen, niet gestart, к выполнению, не начато, не начата, запланировано, 待办, 未开始, 未着手, 未完了, 未対応, 予定",
    State.DROPPED: "dropped, cancelled, canceled, abandoned, won't do, wont do, won't fix, rejected, archived, skipped, duplicate, abgebrochen, verworfen, gestrichen, entfällt, annulé, annulée, abandonné, abandonnée, cancelado, cancelada, descartado, annullato, annullata, geannuleerd, vervallen, отменено, отменена, 取消, 已取消, 中止, キャンセル",
}  # fmt: skip
