package io.chromarunbook.starter.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * A command a plan's author has run by the workers, without a shell, in the directory a worker was
 * started in.
 *
 * @param key where it stands in the plan
 * @param when it is run
 * @param command program and arguments
 * @param limit after which it is killed; null where the plan does not say
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedCommand(String key, String when, List<String> command, Duration limit) {

  public PlannedCommand {
    command = List.copyOf(command);
  }
}
