package io.chromarunbook.starter.documents;

import io.chromarunbook.document.Bullets;
import io.chromarunbook.document.Item;
import io.chromarunbook.document.Paragraph;
import io.chromarunbook.document.Section;

/** Who is called, and in which order. */
final class ContactsAppendix {

  static final String ANCHOR = "contacts";

  private ContactsAppendix() {}

  static Section of(Subject subject) {
    People people = new People(subject.plan());
    return Section.of(
        ANCHOR,
        "Appendix B: Contacts and escalation",
        people.contacts(),
        Paragraph.of(
            "Reminders of an open gate go to those who have not answered, with pauses that double;"
                + " each tells one more role of the gate's order of escalation. At the deadline"
                + " silence is a no."),
        people.escalation(),
        people.rights(),
        Bullets.of(
            Item.of(
                "Something is odd: the technician looks at status and Section 4, and calls the"
                    + " DBA."),
            Item.of("A HOLD: the DBA decides, or the operations lead; on call is told."),
            Item.of(
                "Applications are harmed: on call rolls back at once, and then tells the operations"
                    + " lead. Nobody needs to be asked for that.")));
  }
}
