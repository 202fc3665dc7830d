package io.chromarunbook.workflows.runbook;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

/** A part of what a run remembers: its fields are what is kept. */
@JsonAutoDetect(
    fieldVisibility = JsonAutoDetect.Visibility.ANY,
    getterVisibility = JsonAutoDetect.Visibility.NONE,
    isGetterVisibility = JsonAutoDetect.Visibility.NONE)
interface StatePart {}
