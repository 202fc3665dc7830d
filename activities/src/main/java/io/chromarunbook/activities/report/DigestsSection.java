package io.chromarunbook.activities.report;

/** What the files were. */
record DigestsSection(ReportFacts facts, MarkdownPage page) implements ReportSection {

  @Override
  public void write() {
    page.section("Digests (SHA-256)");
    page.header("Of", "Digest");
    facts.digests().forEach((name, digest) -> page.row(name, digest));
    page.gap();
  }
}
