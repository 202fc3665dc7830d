package io.chromarunbook.gate.proxy;

import io.chromarunbook.gate.figures.Caller;
import io.chromarunbook.gate.figures.Figures;
import io.chromarunbook.gate.journal.WriteHead;
import io.chromarunbook.gate.journal.WriteNotes;
import io.chromarunbook.gate.request.Operation;
import io.chromarunbook.gate.request.OperationTable;
import io.chromarunbook.gate.request.RequestTarget;
import io.chromarunbook.gate.settling.KeptBodies;
import io.chromarunbook.gate.settling.KeptBody;
import io.chromarunbook.gate.translation.ClientCall;
import io.chromarunbook.gate.translation.Translation;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each request in or refuses it, sends it the way of the mode in force, and sees it end. */
final class Doorkeeper implements ProxyInterceptor, OriginRequestProvider {

  private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);

  private static final String PASSAGE = "passage";

  private final Admission admission;
  private final Origins origins;
  private final Translations translations = new Translations();
  private final Figures figures;
  private final Optional<WriteNotes> journal;
  private final KeptBodies bodies = new KeptBodies();

  Doorkeeper(Admission admission, Origins origins, Figures figures, Optional<WriteNotes> journal) {
    this.journal = journal;
    this.admission = admission;
    this.origins = origins;
    this.figures = figures;
  }

  @Override
  public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
    ProxyRequest request = context.request();
    HttpServerRequest incoming = request.proxiedRequest();
    RequestTarget target;
    try {
      target = RequestTarget.of(incoming.uri()).without(origins.source().prefix());
    } catch (IllegalArgumentException e) {
      return Future.succeededFuture(OwnAnswers.error(request, 400, "BadRequest", e.getMessage()));
    }
    Operation operation = OperationTable.of(incoming.method().name(), target);
    Passage passage = new Passage(incoming, operation, caller(incoming, operation));
    if (!admission.letIn(passage)) {
      figures.refused(passage.caller(), operation);
      return Future.succeededFuture(OwnAnswers.refusal(request, passage.state()));
    }
    context.set(PASSAGE, passage);
    figures.came(passage.caller());
    incoming.response().closeHandler(gone -> passage.clientLeft());
    return Future.succeededFuture()
        .compose(letIn -> goOn(context, passage, target))
        .recover(trouble -> Future.succeededFuture(unanswered(context, passage, trouble)));
  }

  private Future<ProxyResponse> goOn(ProxyContext context, Passage passage, RequestTarget target) {
    ProxyRequest request = context.request();
    Origin origin = origins.of(passage.state());
    HopByHop.remove(request.headers());
    // Answered by the door: it takes the body whatever the origin says.
    request.headers().remove("Expect");
    if (!passage.incoming().method().equals(HttpMethod.GET)
        && !request.headers().contains("Content-Type")) {
      // Python's clients of 0.x do not say it, and servers with a newer web framework insist.
      request.headers().set("Content-Type", "application/json");
    }
    request.setAuthority(origin.authority());
    Optional<Translation> translation = translations.of(passage.state());
    if (translation.isEmpty()) {
      String path = target.below(origin.prefix()).toString();
      request.setURI(path);
      return noted(context, passage, path).compose(noted -> context.sendRequest());
    }
    TranslatedCall call =
        new TranslatedCall(
            translation.get(),
            new ClientCall(
                request.getMethod().name(),
                target.path(),
                target.query(),
                request.headers().get("User-Agent"),
                null));
    passage.translatedBy(call);
    return noted(context, passage, origin.prefix() + call.line())
        .compose(noted -> call.send(context, origin.prefix()));
  }

  /**
   * Has the journal, where there is one, note a write before any of it is passed on; else its
   * beginning is kept while it passes, to be read again should it be cut.
   */
  private Future<Void> noted(ProxyContext context, Passage passage, String path) {
    Operation operation = passage.operation();
    if (!operation.mayChange()) {
      return Future.succeededFuture();
    }
    ProxyRequest request = context.request();
    Origin origin = origins.of(passage.state());
    if (operation.collection() == null) {
      return journal.isEmpty()
          ? Future.succeededFuture()
          : noted(journal.get(), passage, request, Optional.empty());
    }
    RecordsQuestion records = new RecordsQuestion(origin, path, request.headers());
    passage.isAboutRecords(records);
    if (journal.isPresent()) {
      return noted(
          journal.get(),
          passage,
          request,
          operation.name().equals("delete") ? Optional.of(records) : Optional.empty());
    }
    Body body = request.getBody();
    KeptBody kept = new KeptBody(body.stream(), bodies);
    passage.keeps(kept);
    request.setBody(Body.body(kept, body.length(), body.mediaType()));
    return Future.succeededFuture();
  }

  private Future<Void> noted(
      WriteNotes notes,
      Passage passage,
      ProxyRequest request,
      Optional<WriteNotes.Question> question) {
    Operation operation = passage.operation();
    WriteHead head =
        new WriteHead(
            operation.name(),
            operation.collection(),
            origins.of(passage.state()).url(),
            passage.caller().address());
    return notes
        .note(head, request.getBody().stream(), question)
        .map(
            noted -> {
              passage.notedAs(noted);
              request.headers().remove("Transfer-Encoding");
              request.setBody(noted.body());
              return null;
            });
  }

  private ProxyResponse unanswered(ProxyContext context, Passage passage, Throwable trouble) {
    admission.brokeOff(passage);
    passage.noteBreakingOff().onFailure(lost -> LOG.error("The journal lacks an end.", lost));
    if (trouble instanceof UncheckedIOException) {
      LOG.error("A write was not passed on.", trouble);
      return OwnAnswers.error(
          context.request(),
          503,
          "JournalFailed",
          "The gate cannot note this write on its disk, so it was not passed on.");
    }
    if (trouble instanceof WholeBody.TooLargeException) {
      return OwnAnswers.error(context.request(), 413, "PayloadTooLarge", trouble.getMessage());
    }
    return OwnAnswers.unreachable(context.request(), origins.of(passage.state()), trouble);
  }

  @Override
  public Future<HttpClientRequest> create(ProxyContext context) {
    Passage passage = context.get(PASSAGE, Passage.class);
    return origins
        .of(passage.state())
        .request()
        .onSuccess(request -> goOnAs(passage, request))
        .onFailure(nobody -> admission.settled(passage));
  }

  /**
   * The proxy resets the request when the client leaves; what becomes of it then is for us to say.
   */
  private static void goOnAs(Passage passage, HttpClientRequest request) {
    passage.goesOnAs(request);
    // After the proxy, which sets its own right after this.
    Vertx.currentContext()
        .runOnContext(
            sent ->
                passage.incoming().response().exceptionHandler(trouble -> passage.clientLeft()));
  }

  @Override
  public Future<Void> handleProxyResponse(ProxyContext context) {
    Passage passage = context.get(PASSAGE, Passage.class);
    if (passage == null) {
      return context.sendResponse();
    }
    ProxyResponse answer = context.response();
    int status = answer.getStatusCode();
    admission.settled(passage);
    HopByHop.remove(answer.headers());
    keepAtTheDoor(answer.headers(), origins.of(passage.state()));
    boolean own = answer.proxiedResponse() == null;
    return (own ? Future.<Void>succeededFuture() : answerNoted(passage, status))
        .compose(
            noted ->
                passage.translation() == null || own
                    ? context.sendResponse()
                    : passage.translation().answer(context))
        .onComplete(
            end -> {
              admission.left();
              figures.answered(passage.operation(), status, passage.nanos());
            });
  }

  /** The server has done it: whatever the disk says, the client is told so. */
  private static Future<Void> answerNoted(Passage passage, int status) {
    return passage
        .noteAnswer(status)
        .onFailure(lost -> LOG.error("The journal lacks an answer.", lost))
        .otherwiseEmpty();
  }

  /** A server that sends elsewhere means itself: by the door, or the next request passes it by. */
  private static void keepAtTheDoor(MultiMap headers, Origin origin) {
    String place = headers.get("Location");
    if (place != null && place.startsWith(origin.top() + "/")) {
      headers.set("Location", place.substring(origin.top().length()));
    }
  }

  private static Caller caller(HttpServerRequest incoming, Operation operation) {
    return new Caller(
        incoming.remoteAddress().hostAddress(), incoming.getHeader("User-Agent"), operation.api());
  }
}
