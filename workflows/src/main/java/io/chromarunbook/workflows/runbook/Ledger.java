package io.chromarunbook.workflows.runbook;

/** What a run remembers. */
public final class Ledger {}
