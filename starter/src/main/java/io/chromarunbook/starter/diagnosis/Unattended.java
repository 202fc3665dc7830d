package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.workflows.plan.GateId;
import io.chromarunbook.workflows.plan.Plan;
import io.chromarunbook.workflows.plan.TimelinePlan;
import io.chromarunbook.workflows.text.Durations;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What becomes of an issue while nobody does anything. */
public enum Unattended {
  /** A server is waited for. */
  GIVES_UP {
    @Override
    public String words(Plan plan) {
      return "it is tried again and again; after %s without a break (network.giveUpAfter) the run ends as NO-GO and what was done is undone. After the switch, and on the way back, it is waited for without end"
          .formatted(Durations.words(plan.network().giveUpAfter()));
    }

    @Override
    public Unattended pastTheSwitch() {
      return WAITED_FOR;
    }
  },
  /** Nobody works on the run, so nobody acts on its deadlines either. */
  STANDS_STILL {
    @Override
    public String words(Plan plan) {
      return "nothing is lost and nothing moves; no deadline is acted on, so that a source which is frozen stays frozen, past its %s (timeline.maxFreeze) too, until somebody works on the run again"
          .formatted(Durations.words(plan.timeline().maxFreeze()));
    }
  },
  /** It is tried again; only the freeze ends it. */
  TRIED_UNTIL_FREEZE_ENDS {
    @Override
    public String words(Plan plan) {
      return "it is tried again and again and nothing is lost; once the source is frozen, the run ends as NO-GO by itself when of its %s (timeline.maxFreeze) only the %s of a rollback are left"
          .formatted(
              Durations.words(plan.timeline().maxFreeze()), Durations.words(TimelinePlan.ROLLBACK));
    }

    @Override
    public Unattended pastTheSwitch() {
      return WAITED_FOR;
    }
  },
  /** A HOLD waits for a decision. */
  HOLD_EXPIRES {
    @Override
    public String words(Plan plan) {
      return "a HOLD waits %s (timeline.hold), and never past the last safe GO; silence then is NO-GO, and what was done is undone"
          .formatted(Durations.words(plan.timeline().hold()));
    }
  },
  /** The freeze is used up. */
  FREEZE_ENDS {
    @Override
    public String words(Plan plan) {
      return "at the last safe GO, when of %s (timeline.maxFreeze) only the %s of a rollback are left, the run ends as NO-GO by itself and what was done is undone"
          .formatted(
              Durations.words(plan.timeline().maxFreeze()), Durations.words(TimelinePlan.ROLLBACK));
    }
  },
  /** A gate waits for answers. */
  GATE_EXPIRES {
    @Override
    public String words(Plan plan) {
      return "silence until its deadline is a no: the run ends, and what was done is undone ("
          + Arrays.stream(GateId.values())
              .map(gate -> gate.label() + " " + Durations.words(plan.gate(gate).deadline()))
              .collect(Collectors.joining(", "))
          + ")";
    }
  },
  /** People are waited for as long as it takes. */
  WAITS {
    @Override
    public String words(Plan plan) {
      return "it waits; once the source is frozen, the last safe GO of its %s (timeline.maxFreeze) ends the wait as NO-GO"
          .formatted(Durations.words(plan.timeline().maxFreeze()));
    }

    @Override
    public Unattended pastTheSwitch() {
      return WAITED_FOR;
    }
  },
  /** Applications are at the target already. */
  TARGET_KEEPS_SERVING {
    @Override
    public String words(Plan plan) {
      return "applications stay where they are, and it is looked at again every %s (timeline.probeEvery)"
          .formatted(Durations.words(plan.timeline().probeEvery()));
    }
  },
  /** Applications were switched, or the run goes back: nothing else is done meanwhile. */
  WAITED_FOR {
    @Override
    public String words(Plan plan) {
      return "it is tried again and again for as long as it takes: once applications were switched, and on the way back, the run neither gives up nor turns round by itself";
    }
  },
  /** The run is completed: its servers matter for going back alone. */
  NO_WAY_BACK {
    @Override
    public String words(Plan plan) {
      return "the run has nothing more to do; as long as the source does not answer, a rollback is refused";
    }
  },
  /** The run has ended, or nobody works on it any more. */
  STAYS {
    @Override
    public String words(Plan plan) {
      return "it stays as it is: nobody undoes anything by itself";
    }
  },
  /** It only takes longer. */
  GOES_ON {
    @Override
    public String words(Plan plan) {
      return "it goes on by itself, only slower";
    }
  };

  /** In one clause, with the times of a plan. */
  public abstract String words(Plan plan);

  /** What becomes of it once applications were switched, or while the run goes back. */
  public Unattended pastTheSwitch() {
    return this;
  }
}
