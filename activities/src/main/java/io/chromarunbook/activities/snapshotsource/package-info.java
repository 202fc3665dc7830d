/** A snapshot in the place of a source: asked like a server, and never written to. */
package io.chromarunbook.activities.snapshotsource;
