"""The fields of a task of Microsoft Project: which are read, and which say nothing of their own."""

from __future__ import annotations

READ = frozenset((
    "UID", "ID", "Name", "Active", "OutlineLevel", "Start", "Finish", "Duration", "DurationFormat", "Milestone",
    "PercentComplete", "ActualStart", "ActualFinish", "ConstraintType", "ConstraintDate", "Deadline", "Notes",
    "PredecessorLink", "ExtendedAttribute", "Baseline", "Cost",
))  # fmt: skip

WORKED_OUT = frozenset((
    "GUID", "Manual", "Type", "IsNull", "CreateDate", "WBS", "WBSLevel", "OutlineNumber", "Summary", "Critical",
    "Stop", "Resume", "ResumeValid", "EffortDriven", "Recurring", "OverAllocated", "Estimated", "DisplayAsSummary",
    "IsSubproject", "IsSubprojectReadOnly", "ExternalTask", "EarlyStart", "EarlyFinish", "LateStart", "LateFinish",
    "StartVariance", "FinishVariance", "WorkVariance", "FreeSlack", "TotalSlack", "StartSlack", "FinishSlack",
    "FixedCostAccrual", "PercentWorkComplete", "OvertimeCost", "OvertimeWork", "ActualDuration", "ActualCost",
    "ActualOvertimeCost", "ActualWork", "ActualOvertimeWork", "RegularWork", "RemainingDuration", "RemainingCost",
    "RemainingWork", "RemainingOvertimeCost", "RemainingOvertimeWork", "ACWP", "CV", "LevelAssignments",
    "LevelingCanSplit", "LevelingDelay", "LevelingDelayFormat", "PreLeveledStart", "PreLeveledFinish",
    "IgnoreResourceCalendar", "HideBar", "Rollup", "BCWS", "BCWP", "PhysicalPercentComplete", "EarnedValueMethod",
    "IsPublished", "StatusManager", "CommitmentType", "TimephasedData", "Work", "DurationText", "ManualStart",
    "ManualFinish", "ManualDuration", "StartText", "FinishText", "CalendarUID", "ActualWorkProtected",
    "ActualOvertimeWorkProtected", "Outline",
))  # fmt: skip
"""Fields that follow from others, or say how the program is to treat a task."""
