package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Document;
import io.chromarunbook.document.HtmlPage;
import io.chromarunbook.document.MarkdownPage;
import io.chromarunbook.workflows.plan.Role;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** All documents of one migration. */
public final class DocumentSet {

  /** The forms there are; each is the ending of its files. */
  public enum Format {
    html,
    md
  }

  private DocumentSet() {}

  /** Each document of a migration, by its name. */
  static Map<DocumentName, Document> documents(Subject subject) {
    ApproverPages approvers = new ApproverPages(subject);
    Map<DocumentName, Document> documents = new EnumMap<>(DocumentName.class);
    documents.put(DocumentName.INDEX, IndexPage.of(subject));
    documents.put(DocumentName.RUNBOOK, MainRunbook.of(subject));
    documents.put(DocumentName.SUMMARY, ExecutiveSummary.of(subject));
    documents.put(DocumentName.COMMANDS, CommandsReference.of(subject));
    documents.put(DocumentName.of(Role.OPERATIONS_LEAD), approvers.operationsLead());
    documents.put(DocumentName.of(Role.DBA), approvers.dba());
    documents.put(DocumentName.of(Role.TECHNICIAN), TechnicianPage.of(subject));
    documents.put(DocumentName.of(Role.ON_CALL), OnCallPage.of(subject));
    documents.put(DocumentName.of(Role.SECURITY), approvers.security());
    documents.put(DocumentName.NOTICES, NoticeTemplates.of(subject));
    return documents;
  }

  /** The text of each file, by its name, the one to open first at the front. */
  public static Map<String, String> files(Subject subject, Format format) {
    Map<String, String> files = new LinkedHashMap<>();
    documents(subject)
        .forEach(
            (name, document) ->
                files.put(
                    name.fileName() + "." + format,
                    format == Format.html ? HtmlPage.of(document) : MarkdownPage.of(document)));
    return files;
  }
}
