package io.chromarunbook.workflows.status;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Role;
import java.time.Instant;
import java.util.List;

/** One gate: who must answer, who did, by when, on what. */
public record GateLine(
    GateId id,
    boolean open,
    List<Role> required,
    List<AnswerLine> answers,
    Instant deadline,
    String evidenceDigest) {}
