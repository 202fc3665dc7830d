package io.chromarunbook.activities.report;

import io.chromarunbook.workflows.status.Step;

/** What to plan for a step next time. */
record ProposedDuration(
    Step step, double plannedSeconds, double takenSeconds, double proposedSeconds, String why) {}
