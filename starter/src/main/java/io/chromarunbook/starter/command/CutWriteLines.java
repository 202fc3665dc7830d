package io.chromarunbook.starter.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.chromarunbook.workflows.text.Printable;
import java.util.ArrayList;
import java.util.List;

/** What became of writes that a gate cut when its mode was changed, for people. */
final class CutWriteLines {

  private static final int SHOWN = 10;
  private static final int LONGEST_ID = 40;

  private CutWriteLines() {}

  /** Nothing where none was cut. */
  static List<String> of(JsonNode status) {
    JsonNode cut = status.path("unsettled");
    List<String> lines = new ArrayList<>();
    if (cut.isEmpty()) {
      return lines;
    }
    lines.add(
        cut.size()
            + (cut.size() == 1 ? " write" : " writes")
            + " did not end within ten seconds of the change and "
            + (cut.size() == 1 ? "was" : "were")
            + " cut; read again at the server:");
    for (int each = 0; each < Math.min(SHOWN, cut.size()); each++) {
      lines.add("  " + line(cut.get(each)));
    }
    if (cut.size() > SHOWN) {
      lines.add("  These are the first " + SHOWN + "; --json has all.");
    }
    return lines;
  }

  private static String line(JsonNode write) {
    StringBuilder line = new StringBuilder();
    line.append(GateStatusCommand.text(write, "operation"))
        .append(" of ")
        .append(GateStatusCommand.text(write, "client"))
        .append(" to ")
        .append(Printable.of(write.path("collection").asText("–"), LONGEST_ID))
        .append(": ")
        .append(GateStatusCommand.text(write, "outcome"))
        .append(", ")
        .append(GateStatusCommand.text(write, "told"));
    List<String> ids = new ArrayList<>();
    write.path("ids").forEach(id -> ids.add(Printable.of(id.asText(), LONGEST_ID)));
    if (!ids.isEmpty()) {
      line.append(" (").append(String.join(", ", ids));
      line.append(write.path("records").asInt() > ids.size() ? ", …)" : ")");
    }
    return line.toString();
  }
}
