/** Chroma's files on disk, read without Chroma. Knows nothing of the runbook. */
package io.chromarunbook.directory;
