package io.chromarunbook.starter.diagnosis;

import io.chromarunbook.starter.diagnosis.KnownIssue.Family;
import io.chromarunbook.starter.diagnosis.KnownIssue.Severity;
import io.chromarunbook.workflows.runbook.Authority.Right;
import io.chromarunbook.workflows.status.NextAction.Verb;
import java.util.List;

/** Vectors are missing, or are not what they were. */
final class UnfitEmbeddings {

  private static final Cure NAME_THEM =
      Cure.typed("names the records, check by check", "report ID");

  static final KnownIssue MISSING =
      new KnownIssue(
          "embeddings-missing",
          Family.EMBEDDINGS,
          Severity.ALARM,
          "Records have no embedding",
          "the dry-run or step 5 says that more of the source's records lack an embedding than validation.maxMissingEmbeddings allows, or embeddings.present fails.",
          "The source has lost vectors of its index, records were added without any, or the target has not kept them.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              NAME_THEM,
              Cure.byHand(
                  "embed these records again at the source with the function they were made by, or raise validation.maxMissingEmbeddings knowingly"),
              Cure.offered(
                  "writes again exactly the records that differ or are missing",
                  "decide ID repair --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("starts again once the source has them")));

  static final KnownIssue DIMENSION =
      new KnownIssue(
          "embeddings-dimension",
          Family.EMBEDDINGS,
          Severity.ALARM,
          "Embeddings are of another dimension than their collection",
          "a record is put aside, a collection fails, or embeddings.dimension fails, and a dimension is named.",
          "Records were embedded by another model than the rest, or the collection at the target took its dimension from somebody else's first record.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              NAME_THEM,
              Cure.byHand(
                  "where somebody else wrote to the collection at the target first, find out who, and remove that collection there"),
              Cure.byHand(
                  "else embed these records again with the model of the rest, or leave them behind knowingly by quarantine.maxRecords"),
              Cure.offered(
                  "copies again what failed, once its cause is mended",
                  "decide ID retry --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("starts again once the source is mended")));

  static final KnownIssue ALTERED =
      new KnownIssue(
          "embeddings-altered",
          Family.EMBEDDINGS,
          Severity.ALARM,
          "Embeddings at the target are not those of the source",
          "embeddings.norm, embeddings.equal or embeddings.finite fails in step 4, and the run is in HOLD.",
          "Somebody wrote to the target meanwhile, or the target normalised or rounded what it was given.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              NAME_THEM,
              Cure.typed(
                  "says what the check proves, and what it cannot", "explain embeddings.equal"),
              Cure.offered(
                  "writes again exactly the records that differ or are missing",
                  "decide ID repair --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("starts again once its cause is mended")));

  static final KnownIssue DISTANCE =
      new KnownIssue(
          "embeddings-distance",
          Family.EMBEDDINGS,
          Severity.ALARM,
          "The target measures distance otherwise than the source",
          "the dry-run stops over the distance function of a collection, or collections.distance fails in step 4.",
          "The target does not know the function or took its own default, or somebody made the collection anew.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              NAME_THEM,
              Cure.typed(
                  "says what the check proves, and what it cannot", "explain collections.distance"),
              Cure.byHand(
                  "where somebody made the collection at the target anew, find out who, and remove that collection there"),
              Cure.offered(
                  "removes the collections that differ at the target and copies them again",
                  "decide ID retry --by NAME",
                  Verb.DECIDE),
              Cure.startAgain("starts again, where the target can have it")));

  static final KnownIssue SEARCH =
      new KnownIssue(
          "search-worse",
          Family.EMBEDDINGS,
          Severity.ALARM,
          "Semantic search at the target finds less than at the source",
          "the criterion semantic-search fails, or the trigger semantic-search-broken fires.",
          "The index at the target is incomplete or built with other settings.",
          Right.RETRY,
          Unattended.HOLD_EXPIRES,
          List.of(
              NAME_THEM,
              Cure.offered("validates again", "decide ID retry --by NAME", Verb.DECIDE),
              Cure.startAgain("starts again once its cause is mended")));

  static final List<KnownIssue> ALL = List.of(MISSING, DIMENSION, ALTERED, DISTANCE, SEARCH);

  private UnfitEmbeddings() {}
}
