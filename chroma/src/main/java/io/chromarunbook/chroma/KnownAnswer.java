package io.chromarunbook.chroma;

import java.util.regex.Pattern;

/**
 * Everything that is known of how releases say things: one line for each answer, with what it
 * means. What the status alone says is not here, and what is in no line may be otherwise later.
 */
enum KnownAnswer {
  /** 0.4: 500 with a ValueError; 1.x: 404. */
  NOT_THERE(
      Meaning.ABSENT,
      Place.TEXT,
      Statuses.ANY,
      "(?is).*\\b(collection|tenant|database)\\b.*\\b(does not exist|not found).*"),

  /** 0.5, 0.6: 400. */
  INVALID_COLLECTION(Meaning.ABSENT, Place.ERROR, Statuses.ANY, "InvalidCollection"),

  /** 0.4: what becomes of a record call where the collection was dropped. */
  DROPPED_UNDER_A_CALL(
      Meaning.ABSENT,
      Place.ERROR,
      Statuses.ANY,
      Pattern.quote("RuntimeError('coroutine raised StopIteration')")),

  /** 0.4: 500, where later ones answer 409; before 0.4.15 it was another error. */
  NAME_TAKEN(
      Meaning.TAKEN,
      Place.ERROR,
      Statuses.ANY,
      "(?s)UniqueConstraintError.*|ValueError\\(.Collection .* already exists\\..*"),

  /** All: the text of the freeze's triggers, and SQLite's own for a file it may not write. */
  NO_WRITES_TEXT(
      Meaning.NO_WRITES,
      Place.TEXT,
      Statuses.ANY,
      "(?is).*(read-only|readonly database|read only).*"),

  /** The same where it stands in the error's own name. */
  NO_WRITES_ERROR(
      Meaning.NO_WRITES,
      Place.ERROR,
      Statuses.ANY,
      "(?is).*(read-only|readonly database|read only).*"),

  /** 0.x reports errors of the request as its own, with 500. */
  REQUEST_AT_FAULT(
      Meaning.REFUSED, Place.ERROR, Statuses.ANY, "(ValueError|KeyError|InvalidDimension).*"),

  /** The same where a gateway passes on nothing but the text. */
  REQUEST_AT_FAULT_IN_TEXT(
      Meaning.REFUSED, Place.TEXT, Statuses.ANY, "(ValueError|KeyError|InvalidDimension).*"),

  /** 0.4: 500. */
  WRONG_DIMENSION(Meaning.REFUSED, Place.ERROR, Statuses.ANY, "(?i).*dimension.*"),

  /** The same in the text. */
  WRONG_DIMENSION_IN_TEXT(Meaning.REFUSED, Place.TEXT, Statuses.ANY, "(?i).*dimension.*"),

  /** 0.4 to 0.6: what Python says where vectors are sorted into a list that is too short. */
  SLIPPED_VECTORS(
      Meaning.SLIPPED_VECTORS,
      Place.ERROR,
      Statuses.SERVER_ERROR,
      "IndexError\\(.*list assignment.*|TypeError\\(.*NoneType.*subscriptable.*"),

  /**
   * 1.x: the log that a vector came by is pruned, and the index on disk has it not: it was cut, or
   * written without it, or made anew.
   */
  VECTOR_GONE(
      Meaning.UNREADABLE_VECTORS,
      Place.TEXT,
      Statuses.SERVER_ERROR,
      "(?s).*\\bError finding id\\b.*"),

  /** The hosted service: 422, with what the quota is for, how much it was and the limit. */
  QUOTA(
      Meaning.QUOTA,
      Place.TEXT,
      Statuses.REFUSAL,
      "(?s).*\\bexceeded quota limit\\b.*\\bcurrent usage of \\d+ exceeds limit of (\\d{1,18}).*");

  /** What an answer means. */
  enum Meaning {
    /** The collection, tenant or database is not there. */
    ABSENT,
    /** The name is taken. */
    TAKEN,
    /** It takes no writes. */
    NO_WRITES,
    /** This request will never be taken. */
    REFUSED,
    /** A page in which a record has no embedding; each record alone can be read. */
    SLIPPED_VECTORS,
    /** An embedding that was asked for is lost; the rest of its record is there. */
    UNREADABLE_VECTORS,
    /** The request is beyond a quota; the first group of the pattern is its limit. */
    QUOTA
  }

  /** With which statuses it comes. */
  enum Statuses {
    /** Any of a failure. */
    ANY(300, 599),
    /** 500 alone: a gateway before the server has others. */
    SERVER_ERROR(500, 500),
    /** Those of a request that will not be taken; 429 is one that will. */
    REFUSAL(400, 428);

    private final int first;
    private final int last;

    Statuses(int first, int last) {
      this.first = first;
      this.last = last;
    }

    private boolean include(int status) {
      return first <= status && status <= last;
    }
  }

  /** Where in an answer it stands. */
  enum Place {
    /** In the class of the error. */
    ERROR,
    /** In what is said of it. */
    TEXT
  }

  private final Meaning meaning;
  private final Place place;
  private final Statuses statuses;
  private final Pattern pattern;

  KnownAnswer(Meaning meaning, Place place, Statuses statuses, String pattern) {
    this.meaning = meaning;
    this.place = place;
    this.statuses = statuses;
    this.pattern = Pattern.compile(pattern);
  }

  Meaning meaning() {
    return meaning;
  }

  /** Whether an answer is this one. */
  boolean is(ErrorAnswer answer) {
    return statuses.include(answer.status()) && pattern.matcher(said(answer)).matches();
  }

  private String said(ErrorAnswer answer) {
    return place == Place.ERROR ? answer.error() : answer.text();
  }

  /** What the pattern's first group has of an answer that is this one. */
  String group(ErrorAnswer answer) {
    var matcher = pattern.matcher(said(answer));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(this + " is not the answer");
    }
    return matcher.group(1);
  }
}
