package io.chromarunbook.chroma;

import java.io.IOException;
import okhttp3.MediaType;
import okio.Buffer;
import okio.BufferedSink;
import okio.ForwardingSink;
import okio.Okio;
import okio.Sink;
import okio.Source;

/** Bytes on their way, each few of which somebody hears of. */
final class MovingBody {

  private static final long STRIDE = 64 << 10;

  private MovingBody() {}

  /** A request's body. */
  static okhttp3.RequestBody sent(RequestBody body, MediaType type, CallWatch.Ongoing ongoing) {
    okhttp3.RequestBody whole = okhttp3.RequestBody.create(body.json(), type);
    return new okhttp3.RequestBody() {
      @Override
      public MediaType contentType() {
        return type;
      }

      @Override
      public long contentLength() throws IOException {
        return whole.contentLength();
      }

      @Override
      public void writeTo(BufferedSink sink) throws IOException {
        BufferedSink moving = Okio.buffer(new MovingSink(sink, ongoing));
        whole.writeTo(moving);
        moving.emit();
      }
    };
  }

  /** An answer's body, up to the most that is read of any. */
  static Source received(Source body, CallWatch.Ongoing ongoing) {
    return new okio.ForwardingSource(body) {
      private long bytes;

      @Override
      public long read(Buffer sink, long most) throws IOException {
        long read = super.read(sink, most);
        if (read > 0) {
          ongoing.received();
          bytes += read;
          if (bytes > AnswerLimits.BYTES) {
            throw new AnswerLimits.Exceeded((AnswerLimits.BYTES >> 20) + " MB");
          }
        }
        return read;
      }
    };
  }

  private static final class MovingSink extends ForwardingSink {

    private final CallWatch.Ongoing ongoing;

    MovingSink(Sink sink, CallWatch.Ongoing ongoing) {
      super(sink);
      this.ongoing = ongoing;
    }

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      for (long left = byteCount; left > 0; left -= STRIDE) {
        super.write(source, Math.min(left, STRIDE));
        ongoing.sent();
      }
    }
  }
}
