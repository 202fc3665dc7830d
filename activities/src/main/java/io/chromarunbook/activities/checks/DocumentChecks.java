package io.chromarunbook.activities.checks;

import java.text.Normalizer;
import java.util.List;
import java.util.Objects;

/** Family 5: documents and uris. */
public final class DocumentChecks implements RecordChecks {

  static final Check EQUAL =
      Check.blocking(
          "documents.equal",
          "every document equal, character by character",
          "Every record's document was read from the target and is the snapshot's, code point by"
              + " code point, Unicode kept as it is; an empty document is not an absent one.",
          "Nothing about what the text means, or about records in quarantine.",
          Inapplicable.NO_RECORDS);

  static final Check UNICODE =
      Check.blocking(
          "documents.unicode",
          "no document normalised on its way",
          "No document differs only by Unicode normalisation, such as an accent that became one"
              + " character with its letter.",
          "Other changes; documents.equal finds those.",
          Inapplicable.NO_DOCUMENTS);

  static final Check NONE_EMPTIED =
      Check.blocking(
          "documents.none-emptied",
          "no document lost or emptied",
          "Every record that had a text still has one.",
          "That it is the same text; documents.equal says so.",
          Inapplicable.NO_DOCUMENTS);

  static final Check SIZES =
      Check.blocking(
          "documents.sizes",
          "every document of the same length",
          "Each document has as many characters as before: nothing was cut off, nothing appended.",
          "That the characters are the same; documents.equal says so.",
          Inapplicable.NO_DOCUMENTS);

  static final Check URIS =
      Check.blocking(
          "documents.uris",
          "every uri equal",
          "Every record's uri was read from the target and is the snapshot's; absent ones are"
              + " absent.",
          "That anything answers under the uri.",
          Inapplicable.NO_RECORDS);

  /** What it consists of. */
  public static final Family FAMILY =
      new Family("documents", "Documents", List.of(EQUAL, UNICODE, NONE_EMPTIED, SIZES, URIS));

  @Override
  public void look(RecordPair pair, Tallies tallies) {
    String expected = pair.expected().document();
    boolean text = expected != null && !expected.isEmpty();
    if (pair.found().isEmpty()) {
      tallies.due(EQUAL);
      tallies.due(URIS);
      if (text) {
        tallies.due(UNICODE);
        tallies.due(NONE_EMPTIED);
        tallies.due(SIZES);
      }
      return;
    }
    String found = pair.found().get().document();
    tallies.look(EQUAL, pair.same("document"), pair.id());
    tallies.look(URIS, pair.same("uri"), pair.id());
    if (text) {
      tallies.look(UNICODE, !normalised(expected, found), pair.id());
      tallies.look(NONE_EMPTIED, found != null && !found.isEmpty(), pair.id());
      tallies.look(SIZES, found != null && found.length() == expected.length(), pair.id());
    }
  }

  private static boolean normalised(String expected, String found) {
    return found != null
        && !Objects.equals(expected, found)
        && Normalizer.normalize(expected, Normalizer.Form.NFKC)
            .equals(Normalizer.normalize(found, Normalizer.Form.NFKC));
  }
}
