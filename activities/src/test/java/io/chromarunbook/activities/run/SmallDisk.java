package io.chromarunbook.activities.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** A real file system in memory, as small as a test wants it; mounting it takes root. */
final class SmallDisk implements AutoCloseable {

  private final Path place;

  private SmallDisk(Path place) {
    this.place = place;
  }

  /** Mounts one in an empty directory. */
  static SmallDisk at(Path place, int megabytes) throws IOException, InterruptedException {
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
    return new SmallDisk(place);
  }

  /** Makes it larger. */
  void grow(int megabytes) throws IOException, InterruptedException {
    run("mount", "-o", "remount,size=" + megabytes + "m", place.toString());
  }

  /** Takes no writes any more. */
  void refuseWrites() throws IOException, InterruptedException {
    run("mount", "-o", "remount,ro", place.toString());
  }

  private static void run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor()).as(String.join(" ", words)).isZero();
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "-l", place.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
