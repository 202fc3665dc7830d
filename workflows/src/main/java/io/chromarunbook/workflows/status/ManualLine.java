package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.plan.TrafficAction;
import java.time.Instant;

/**
 * An action a person does by hand, and confirms.
 *
 * @param instruction what to do and where, and what proves it, in sentences
 * @param deadline when silence ends the wait; null where it is waited for without end
 * @param refusal why the last confirmation did not count; null where none was refused
 */
public record ManualLine(
    TrafficAction action, String instruction, Instant deadline, String refusal) {}
