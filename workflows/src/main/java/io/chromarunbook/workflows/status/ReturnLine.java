package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.steps.LeftBehind;
import io.chromarunbook.workflows.steps.SourceStanding;
import java.time.Instant;

/**
 * What is known of the way back after the switch.
 *
 * @param source how the source stood when it was last looked at; null before that
 * @param leftBehind what the target holds that the source would not have, as last read; null where
 *     it was not read
 * @param unreadable why it could not be read; null where it could
 * @param objection why going back waits for a person, or was refused; null where it does not
 * @param objectedAt when that was found
 */
public record ReturnLine(
    SourceStanding source,
    LeftBehind leftBehind,
    String unreadable,
    String objection,
    Instant objectedAt) {}
