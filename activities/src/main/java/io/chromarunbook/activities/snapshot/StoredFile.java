package io.chromarunbook.activities.snapshot;

/**
 * A file of a snapshot.
 *
 * @param file its path from the snapshot's directory, with {@code /}
 * @param records lines in it
 * @param bytes on disk
 * @param textBytes of its lines before compression; nothing longer is ever unpacked
 * @param sha256 of the file on disk, 64 hex digits
 */
public record StoredFile(String file, long records, long bytes, long textBytes, String sha256) {}
