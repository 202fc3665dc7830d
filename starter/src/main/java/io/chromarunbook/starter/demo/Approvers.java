package io.chromarunbook.starter.demo;

import io.chromarunbook.workflows.plan.Role;
import io.chromarunbook.workflows.status.EvidenceView;

/** Who answers the demo's gates. */
public interface Approvers {

  /** What was said. */
  enum Verdict {
    APPROVE,
    REJECT
  }

  /** A person in a role looks at the evidence and answers. */
  Verdict answer(String person, Role role, EvidenceView evidence);
}
