package io.chromarunbook.activities.report;

/** A part of the report with a heading of its own; nothing where there is nothing to say. */
interface ReportSection {

  /** Writes it to the page it was made for. */
  void write();
}
