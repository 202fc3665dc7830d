package io.chromarunbook.workflows.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Somebody who holds a role.
 *
 * @param name as it is written behind {@code --by}
 * @param contact where this person is reached, for people to read; null where the plan does not say
 */
public record Person(
    @PlanKey(
            means = "Who it is, as written behind --by; a name alone may stand for both keys",
            example = "ann",
            needed = true,
            alone = true)
        String name,
    @PlanKey(
            means = "Where this person is reached; shown wherever somebody is called",
            takes = "a text, like a telephone number",
            unset = "not said",
            example = "\"+49 30 1234\"")
        String contact) {

  public Person {
    if (name == null) {
      throw new IllegalArgumentException("name is missing: {name: ann, contact: \"+49 30 1234\"}");
    }
    if (contact != null && contact.isBlank()) {
      throw new IllegalArgumentException("contact is empty; leave it out where there is none");
    }
  }

  /** Somebody of whom no more is known than the name. */
  public static Person named(String name) {
    return new Person(name, null);
  }

  /** Reads either form: a name alone, or both keys. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static Person of(Object written) {
    if (written instanceof Map<?, ?> keys) {
      return new Person(text(keys.get("name")), text(keys.get("contact")));
    }
    return named(String.valueOf(written));
  }

  private static String text(Object value) {
    return value == null ? null : value.toString();
  }

  /** A name alone where there is no more, so that a plan without contacts keeps its digest. */
  @JsonValue
  Object written() {
    if (contact == null) {
      return name;
    }
    Map<String, Object> keys = new LinkedHashMap<>();
    keys.put("name", name);
    keys.put("contact", contact);
    return keys;
  }

  /** Name and contact, for a person to read. */
  public String words() {
    return contact == null ? name : name + ", " + contact;
  }

  /** All of them in one line; what belongs together stays together. */
  public static String words(List<Person> people) {
    boolean plain = people.stream().allMatch(person -> person.contact() == null);
    return people.stream().map(Person::words).collect(Collectors.joining(plain ? ", " : "; "));
  }
}
