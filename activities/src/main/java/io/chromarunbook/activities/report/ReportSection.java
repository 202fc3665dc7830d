package io.chromarunbook.activities.report;

import io.chromarunbook.document.Section;
import java.util.Optional;

/** A part of the report with a heading of its own. */
interface ReportSection {

  /** What it says; nothing where there is nothing to say. */
  Optional<Section> section();
}
