package io.chromarunbook.workflows.steps;

import java.util.List;

/**
 * How the migrated records' content stood at the target after the switch.
 *
 * @param compared records looked at since the switch
 * @param changed of these, those that differ from what was migrated: edits by applications, or
 *     damage
 * @param gone of these, those that are not there any more
 * @param examples the first of the changed and gone, "collection/id"
 */
public record MigratedContent(long compared, long changed, long gone, List<String> examples) {

  public MigratedContent {
    examples = List.copyOf(examples);
  }
}
